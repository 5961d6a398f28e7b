using System.Security.Cryptography;
using System.Text;
using DeployOps.Engine.Backups.Encryption;
using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Files;
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

    private readonly SetReader _reader;

    private BackupRepository(DeployProject project, string folder, TimeProvider time, string? stack)
    {
        (Project, Folder, Time) = (project, folder, time);
        _reader = new SetReader(project.Name, stack, project.Backup.RecoveryPointObjective, time);
    }

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
    /// <param name="stack">The compose project; when it is <see langword="null"/>, no set is one of another.</param>
    public static BackupRepository Of(DeployProject project, string? destination, TimeProvider time, string? stack = null)
    {
        var root = Path.GetFullPath(destination ?? project.Backup.Destination, project.Root);
        return new BackupRepository(project, Path.Combine(root, FolderNameOf(project.Name)), time, stack);
    }

    /// <summary>The repository of a project, which knows the sets of another installation that lie in the same folder.</summary>
    /// <param name="project">The project.</param>
    /// <param name="destination">The folder that the sets lie in; the setting when <see langword="null"/>. Relative to the project.</param>
    /// <param name="ports">What names the compose project, and the clock.</param>
    public static BackupRepository Of(DeployProject project, string? destination, BackupPorts ports) =>
        Of(project, destination, ports.Time, BackupOrigin.StackIfKnown(project, ports));

    /// <summary>The sets of this project, newest first; partial and damaged ones among them, those of other projects never. Sets of another installation
    /// have <see cref="BackupSet.OtherOrigin"/>.</summary>
    /// <exception cref="BackupUnreadableException">The folder cannot be read; one that is not there has no sets.</exception>
    public async Task<IReadOnlyList<BackupSet>> ListAsync(CancellationToken cancellationToken)
    {
        var sets = new List<BackupSet>();
        foreach (var folder in SetFolders())
        {
            var set = await _reader.ReadAsync(folder, cancellationToken).ConfigureAwait(false);
            if (set.Fault != BackupFault.OtherProject)
            {
                sets.Add(set);
            }
        }

        return [.. BackupOrigin.Marked(sets, Environment.MachineName)
            .OrderByDescending(set => set.SnapshotAt ?? BackupId.TimeOf(set.Id) ?? DateTimeOffset.MinValue)
            .ThenByDescending(set => set.Path, StringComparer.Ordinal)];
    }

    /// <summary>One set.</summary>
    /// <param name="name">Its name or the only beginning of one (8 characters), or its folder (with a separator in it, relative to the project); <see langword="null"/>
    /// for the newest of this installation of at least the given state, and at least complete. One from the future is only taken when there is no other.</param>
    /// <param name="least">The state it must have at least.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DeployOpsException">There is none, or its manifest cannot be trusted, or it is another project's.</exception>
    public async Task<BackupSet> FindAsync(string? name, BackupState least, CancellationToken cancellationToken)
    {
        if (name is null)
        {
            var wanted = least == BackupState.Partial ? BackupState.Complete : least;
            var all = await ListAsync(cancellationToken).ConfigureAwait(false);
            return all.Where(set => set.State >= wanted && set.OtherOrigin.Length == 0).OrderBy(SetReader.IsOfTheFuture).FirstOrDefault()
                ?? throw new BackupNotFoundException(null, Folder, NoneOf(all, wanted));
        }

        var set = await NamedAsync(name, cancellationToken).ConfigureAwait(false);
        return set.Problem is not null ? throw SetFailures.Of(set, Project.Name)
            : set.State < least ? throw new BackupStateTooLowException(set.Id, set.State, least)
            : set;
    }

    /// <summary>The files of a store, to be read.</summary>
    /// <param name="set">The set.</param>
    /// <param name="store">The store.</param>
    /// <param name="cipher">The set's cipher.</param>
    /// <param name="onBytes">Is told how many more bytes were read from the disk.</param>
    /// <exception cref="DeployOpsException">The set cannot be trusted, has no such store, or is encrypted and there is no cipher.</exception>
    public IStoredFiles FilesOf(BackupSet set, DataStoreKind store, ISetCipher? cipher, Action<long>? onBytes = null)
    {
        var manifest = TrustedManifest(set);
        var record = manifest.Stores.FirstOrDefault(one => one.Kind == store) ?? throw new StoreNotInBackupException(set.Id, store);
        return manifest.Encryption is { } encryption && cipher is null
            ? throw new BackupEncryptedException(set.Id, encryption.Method)
            : new StoredFiles(set, record, manifest.Encryption is null ? null : cipher, onBytes ?? (static _ => { }));
    }

    /// <summary>Compares the files of a set with its manifest: missing ones, sizes, hashes, and what is in the folder and in no manifest.</summary>
    /// <param name="set">The set.</param>
    /// <param name="store">Only this store's files; the whole set, and what does not belong to it, when <see langword="null"/>.</param>
    /// <param name="onBytes">Is told how many more bytes were read from the disk.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>What is wrong, one sentence each; empty when nothing is.</returns>
    public static Task<IReadOnlyList<string>> HashFilesAsync(BackupSet set, DataStoreKind? store, Action<long>? onBytes, CancellationToken cancellationToken) =>
        SetHashes.CompareAsync(set, store, onBytes ?? (static _ => { }), cancellationToken);

    /// <summary>Writes a set's manifest anew with its seal; the old one stands until the new one is on the disk.</summary>
    /// <returns>The set with it.</returns>
    /// <exception cref="BackupDiskFullException">The disk is full; the old manifest stands.</exception>
    /// <exception cref="BackupNotWritableException">It cannot be written; the old manifest stands.</exception>
    public Task<BackupSet> SealAsync(BackupSet set, BackupManifest manifest, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (manifest.Id != BackupId.OfFolder(Path.GetFileName(set.Path)) || manifest.Project != Project.Name || ManifestRules.ProblemOf(manifest) is not null)
        {
            throw new ArgumentException($"The manifest is none of {set.Id}: {ManifestRules.ProblemOf(manifest)}", nameof(manifest));
        }

        try
        {
            ManifestFile.Write(set.Path, manifest);
        }
        catch (Exception failure) when (SetFailures.IsOfDisk(failure))
        {
            throw SetFailures.Writing(Path.Combine(set.Path, ManifestName), failure);
        }

        return _reader.ReadAsync(set.Path, cancellationToken);
    }

    /// <summary>Reads a folder as a set of this project, whatever is in it.</summary>
    public Task<BackupSet> ReadAsync(string folder, CancellationToken cancellationToken) => _reader.ReadAsync(folder, cancellationToken);

    /// <summary>Makes the folder of the sets, for its owner alone.</summary>
    /// <exception cref="BackupDiskFullException">The disk is full.</exception>
    /// <exception cref="BackupNotWritableException">It cannot be made.</exception>
    public void MakeFolder()
    {
        try
        {
            var state = Project.FullPath(StateFolder.Name);
            if (Folder.StartsWith(state + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            {
                StateFolder.Make(state);
            }

            PrivateFolder.Make(Folder);
        }
        catch (Exception failure) when (SetFailures.IsOfDisk(failure))
        {
            throw SetFailures.Writing(Folder, failure);
        }
    }

    private static string NoneOf(IReadOnlyList<BackupSet> all, BackupState wanted)
    {
        var others = all.Where(set => set.OtherOrigin.Length > 0).ToList();
        var own = all.Count - others.Count;
        return all.Count == 0 ? "it holds no set"
            : others.Count == 0 ? $"none of its {all.Count} sets is {wanted}"
            : $"none of its {own} sets of this installation is {wanted}, and {others.Count} are of another one ({string.Join(", ", others.Select(set => set.OtherOrigin).Distinct().Order(StringComparer.Ordinal))}), which are only taken by name";
    }

    private BackupManifest TrustedManifest(BackupSet set) =>
        set is { Manifest: { } manifest } && set.Fault is BackupFault.None or BackupFault.Unnamed ? manifest : throw SetFailures.Of(set, Project.Name);

    private async Task<BackupSet> NamedAsync(string name, CancellationToken cancellationToken)
    {
        if (name.AsSpan().ContainsAny(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar))
        {
            var folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(name, Project.Root));
            return Directory.Exists(folder)
                ? await _reader.ReadAsync(folder, cancellationToken).ConfigureAwait(false)
                : throw new BackupNotFoundException(name, Path.GetDirectoryName(folder) ?? folder, "that folder is not there");
        }

        var folders = SetFolders();
        var match = folders.Where(folder => Path.GetFileName(folder) == name).ToList();
        match = match.Count > 0 ? match : [.. folders.Where(folder => BackupId.OfFolder(Path.GetFileName(folder)) == name)];
        if (match.Count == 0 && name.Length >= BackupId.ShortestPart)
        {
            match = [.. folders.Where(folder => Path.GetFileName(folder).StartsWith(name, StringComparison.Ordinal))];
        }

        return match.Count switch
        {
            1 => await _reader.ReadAsync(match[0], cancellationToken).ConfigureAwait(false),
            0 => throw new BackupNotFoundException(name, Folder, folders.Count == 0 ? "it holds no set" : $"it holds {folders.Count} others"),
            _ => throw new BackupAmbiguousException(name, [.. match.Select(folder => Path.GetFileName(folder))]),
        };
    }

    // A link leads out of the folder, so it is no set. What has neither a set's name nor a manifest is something else's.
    private IReadOnlyList<string> SetFolders()
    {
        try
        {
            var folder = new DirectoryInfo(Folder);
            return !folder.Exists && !Path.Exists(Folder) ? [] : [.. folder
                .EnumerateDirectories("*", new EnumerationOptions { AttributesToSkip = FileAttributes.ReparsePoint })
                .Where(one => !one.Name.Any(char.IsControl))
                .Where(one => BackupId.TimeOf(BackupId.OfFolder(one.Name)) is not null || File.Exists(Path.Combine(one.FullName, ManifestName)))
                .Select(one => one.FullName)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BackupUnreadableException(Folder, failure);
        }
    }

    // A name may hold what no folder's may. Two names that become one folder ("shop!", "shop?") are told apart by a hash.
    private static string FolderNameOf(string project)
    {
        var name = string.Concat(project.Select(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.' ? character : '_'));
        return name == project && name.Trim('.') == name && name.Length is > 0 and <= 64
            ? name
            : $"{name[..Math.Min(name.Length, 64)].Trim('.')}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(project)))[..8]}";
    }
}
