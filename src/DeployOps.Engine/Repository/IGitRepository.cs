namespace DeployOps.Engine.Repository;

/// <summary>What the gate asks git about a folder. Paths are relative to <see cref="Folder"/> or full.</summary>
public interface IGitRepository
{
    /// <summary>The folder that was opened, as a full path: the project's root, not necessarily the repository's.</summary>
    string Folder { get; }

    /// <summary>The root of the working tree that the folder lies in.</summary>
    string Root { get; }

    /// <summary>The files git tracks in the folder and below, symbolic links and submodules named as such.</summary>
    Task<TrackedFiles> TrackedFilesAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Whether git tracks the file, or any file of the folder, that the path names. A path outside of every repository
    /// is not tracked; a path inside a submodule is asked of the submodule.
    /// </summary>
    Task<bool> IsTrackedAsync(string path, CancellationToken cancellationToken);

    /// <summary>
    /// Whether the ignore patterns that hold here (also <c>.git/info/exclude</c> and the user's own) cover the path.
    /// The path need not exist; a name that ends in <c>/</c> stands for a folder. A tracked file can be covered as well.
    /// </summary>
    Task<bool> IsIgnoredAsync(string path, CancellationToken cancellationToken);

    /// <summary>Whether an abbreviated or full hash names exactly one commit of this repository.</summary>
    /// <param name="hash">4 to 64 hexadecimal digits; anything else names none.</param>
    /// <param name="cancellationToken">Stops git.</param>
    Task<bool> CommitExistsAsync(string hash, CancellationToken cancellationToken);

    /// <summary>The abbreviated hash of the commit that is checked out; <see langword="null"/> before the first commit.</summary>
    Task<string?> CurrentCommitAsync(CancellationToken cancellationToken);
}
