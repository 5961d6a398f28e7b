using DeployOps.Engine.Backups.Encryption;
using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Backups.Sets;

/// <summary>
/// The sets of one project in one folder: <c>DESTINATION/PROJECT/SET/manifest.json</c> with the files beside it. A set that is being written, or
/// was left by a killed process, is a folder with <c>.partial</c> behind its name.
/// </summary>
internal sealed class BackupRepository
{
    /// <summary>What a folder that is not finished has behind its name.</summary>
    public const string PartialExtension = ".partial";

    /// <summary>The manifest's name.</summary>
    public const string ManifestName = "manifest.json";

    private BackupRepository(DeployProject project, string folder, TimeProvider time) => (Project, Folder, Time) = (project, folder, time);

    /// <summary>The project.</summary>
    public DeployProject Project { get; }

    /// <summary>The folder of this project's sets, as a full path; it need not be there.</summary>
    public string Folder { get; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>The repository of a project.</summary>
    /// <param name="project">The project.</param>
    /// <param name="destination">The folder that the sets lie in; the setting when <see langword="null"/>. Relative to the project.</param>
    /// <param name="time">The clock.</param>
    public static BackupRepository Of(DeployProject project, string? destination, TimeProvider time)
    {
        var root = Path.GetFullPath(destination ?? project.Backup.Destination, project.Root);
        return new BackupRepository(project, Path.Combine(root, FolderNameOf(project)), time);
    }

    /// <summary>The sets of this project, newest first; partial and damaged ones among them, those of other projects never.</summary>
    public Task<IReadOnlyList<BackupSet>> ListAsync(CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>One set.</summary>
    /// <param name="name">Its name or folder; <see langword="null"/> for the newest of at least the given state.</param>
    /// <param name="least">The state it must have at least.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DeployOpsException">There is none, or its manifest cannot be trusted, or it is another project's.</exception>
    public Task<BackupSet> FindAsync(string? name, BackupState least, CancellationToken cancellationToken) => throw new NotImplementedException();

    /// <summary>The files of a store, to be read.</summary>
    /// <param name="set">The set.</param>
    /// <param name="store">The store.</param>
    /// <param name="cipher">The set's cipher.</param>
    /// <param name="onBytes">Is told how many bytes were read from the disk.</param>
    public IStoredFiles FilesOf(BackupSet set, DataStoreKind store, ISetCipher? cipher, Action<long>? onBytes = null) => throw new NotImplementedException();

    /// <summary>Writes a set's manifest anew with its seal; the old one stands until the new one is on the disk.</summary>
    /// <returns>The set with it.</returns>
    public Task<BackupSet> SealAsync(BackupSet set, BackupManifest manifest, CancellationToken cancellationToken) => throw new NotImplementedException();

    // Folder names are compared without case on Windows, and a name may hold what no folder's may.
    private static string FolderNameOf(DeployProject project) =>
        string.Concat(project.Name.Select(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' ? character : '_')).TrimEnd('.');
}
