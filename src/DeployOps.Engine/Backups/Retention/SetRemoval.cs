using DeployOps.Engine.Files;

namespace DeployOps.Engine.Backups.Retention;

/// <summary>
/// Removes sets from a folder: first the whole set leaves its name, in one step, then its files go. Killed in between, what is left lies in
/// <c>.removing</c>, is no set any more, and goes the next time.
/// </summary>
internal static class SetRemoval
{
    /// <summary>The folder, beside the sets, of those that are going.</summary>
    public const string FolderName = ".removing";

    /// <summary>Removes a set.</summary>
    /// <param name="folder">The folder of the project's sets.</param>
    /// <param name="set">The set's folder.</param>
    /// <param name="name">The set's name, for messages.</param>
    /// <returns>What is left on the disk, in a sentence; <see langword="null"/> when nothing is.</returns>
    /// <exception cref="BackupNotRemovedException">It is where it was, and whole.</exception>
    public static string? Remove(string folder, string set, string name)
    {
        try
        {
            // A link, or a folder from elsewhere, would have something deleted that is none of this project's.
            if (Path.GetDirectoryName(set) != folder || new DirectoryInfo(set).LinkTarget is not null)
            {
                throw new BackupNotRemovedException(name, folder, null);
            }

            Directory.Move(set, Path.Combine(Make(folder, name), $"{Path.GetFileName(set)}.{Guid.NewGuid():N}"));
            FolderFlush.Flush(folder);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BackupNotRemovedException(name, folder, failure);
        }

        return Sweep(folder);
    }

    /// <summary>Deletes what earlier removals left.</summary>
    /// <returns>What is still there, in a sentence; <see langword="null"/> when nothing is.</returns>
    public static string? Sweep(string folder)
    {
        var going = new DirectoryInfo(Path.Combine(folder, FolderName));
        try
        {
            if (going.Exists && going.LinkTarget is null)
            {
                going.Delete(recursive: true);
            }

            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return $"removed sets still take up space in '{going.FullName}', because a file there cannot be deleted; the next removal tries again";
        }
    }

    /// <summary>Whether earlier removals left something.</summary>
    public static bool HasLeftovers(string folder) => Directory.Exists(Path.Combine(folder, FolderName));

    private static string Make(string folder, string name)
    {
        var going = Path.Combine(folder, FolderName);
        PrivateFolder.Make(going);
        return new DirectoryInfo(going).LinkTarget is null ? going : throw new BackupNotRemovedException(name, folder, null);
    }
}
