using DeployOps.Engine.Processes;
using DeployOps.Engine.Repository;

namespace DeployOps.Engine.Releases.Operations.Kept;

/// <summary>What in a project belongs to its releases: what git tracks. The rest may be data, a certificate or a secret.</summary>
internal sealed class SourceFiles
{
    private readonly HashSet<string> _tracked;
    private readonly HashSet<string> _modified;

    private SourceFiles(IEnumerable<string> tracked, IEnumerable<string> modified) =>
        (_tracked, _modified) = (tracked.ToHashSet(StringComparer.Ordinal), modified.ToHashSet(StringComparer.Ordinal));

    /// <summary>Asks git, of the whole repository: a compose file in a folder of its own mounts what lies beside that folder.</summary>
    /// <param name="folder">The project's folder.</param>
    /// <param name="withModified">Whether it is to be told which of them are not as git has them.</param>
    /// <param name="processes">Runs git.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Nothing belongs to a release where there is no git, or where it refuses the folder.</returns>
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
        catch (DeployOpsException)
        {
            return new SourceFiles([], []);
        }
    }

    /// <summary>
    /// Whether a file, or everything in a folder, belongs to a release. Where a container may write, only a file that is as git has it does: a
    /// folder with nothing but its <c>.gitkeep</c> is one for data.
    /// </summary>
    public bool Has(string path, bool isWritable) =>
        !(isWritable && (Directory.Exists(path) || _modified.Contains(path))) && FileContent.Of(path) is { } content && content.Files.All(_tracked.Contains);
}
