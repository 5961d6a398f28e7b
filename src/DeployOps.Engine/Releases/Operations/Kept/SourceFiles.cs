using DeployOps.Engine.Processes;
using DeployOps.Engine.Repository;

namespace DeployOps.Engine.Releases.Operations.Kept;

/// <summary>
/// What in a project belongs to its releases: what git tracks. The rest may be data, a certificate or a secret. Where there is no repository, it is
/// what no container may write to, and what is not called like a key or a certificate.
/// </summary>
internal sealed class SourceFiles
{
    // Those that are renewed on the machine while a release is live.
    private static readonly string[] KeyEndings = [".pem", ".key", ".crt", ".cer", ".pfx", ".p12", ".jks", ".keystore"];

    private readonly HashSet<string> _tracked;
    private readonly HashSet<string> _modified;

    // The project's folder, where there is no repository.
    private readonly string? _folder;

    private SourceFiles(IEnumerable<string> tracked, IEnumerable<string> modified) =>
        (_tracked, _modified) = (tracked.ToHashSet(StringComparer.Ordinal), modified.ToHashSet(StringComparer.Ordinal));

    private SourceFiles(string folder)
        : this([], []) => _folder = folder + Path.DirectorySeparatorChar;

    /// <summary>Asks git, of the whole repository: a compose file in a folder of its own mounts what lies beside that folder.</summary>
    /// <param name="folder">The project's folder.</param>
    /// <param name="withModified">Whether it is to be told which of them are not as git has them.</param>
    /// <param name="processes">Runs git.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Nothing belongs to a release where git refuses the folder.</returns>
    public static async Task<SourceFiles> OfAsync(string folder, bool withModified, IProcessRunner processes, CancellationToken cancellationToken)
    {
        try
        {
            var root = (await GitRepository.OpenAsync(folder, processes, cancellationToken).ConfigureAwait(false)).Root;
            var repository = await GitRepository.OpenAsync(root, processes, cancellationToken).ConfigureAwait(false);
            var tracked = await repository.TrackedFilesAsync(cancellationToken).ConfigureAwait(false);
            var modified = withModified ? await repository.ModifiedFilesAsync(cancellationToken).ConfigureAwait(false) : [];
            return new SourceFiles(tracked.Names().Select(name => Path.GetFullPath(name, root)), modified.Select(name => Path.GetFullPath(name, root)));
        }
        catch (Exception failure) when (failure is NotARepositoryException or ProgramNotFoundException)
        {
            return new SourceFiles(folder);
        }
        catch (DeployOpsException)
        {
            return new SourceFiles([], []);
        }
    }

    /// <summary>
    /// Whether a file, or everything in a folder, belongs to a release. Where a container may write, only a file that is as git has it does: a
    /// folder with nothing but its <c>.gitkeep</c> is one for data.
    /// </summary>
    public bool Has(string path, bool isWritable) => _folder is not null ? IsGiven(path, isWritable)
        : !(isWritable && (Directory.Exists(path) || _modified.Contains(path))) && FileContent.Of(path) is { } content && content.Files.All(_tracked.Contains);

    // A folder may be one for data all the same: another container's, or one that a program of the machine fills.
    private bool IsGiven(string path, bool isWritable) => !isWritable && File.Exists(path) && path.StartsWith(_folder!, StringComparison.Ordinal)
        && !KeyEndings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase) && FileContent.Of(path) is not null;
}
