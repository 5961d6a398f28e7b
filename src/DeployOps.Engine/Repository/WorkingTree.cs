using DeployOps.Engine.Repository.Ignoring;

namespace DeployOps.Engine.Repository;

/// <summary>Lists the files of a folder on disk.</summary>
public static class WorkingTree
{
    private static readonly EnumerationOptions EachEntry = new() { IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None };

    /// <summary>
    /// The files of a folder and below, relative to it with <c>/</c> between folders. Symbolic links are not followed, so that
    /// no loop is walked, and folders that may not be read are passed over. What git keeps for itself is left out.
    /// </summary>
    /// <param name="root">The folder.</param>
    /// <param name="skipFolder">Whether a folder is left out with all below it.</param>
    /// <param name="skipFile">Whether a file is left out.</param>
    public static IEnumerable<string> Files(string root, Func<string, bool> skipFolder, Func<string, bool> skipFile)
    {
        var folders = new Stack<string>([""]);
        while (folders.TryPop(out var folder))
        {
            foreach (var entry in Entries(Path.Combine(root, folder)))
            {
                var path = folder.Length == 0 ? entry.Name : $"{folder}/{entry.Name}";
                if ((entry.Attributes & FileAttributes.ReparsePoint) != 0)
                {
                    continue;
                }

                if ((entry.Attributes & FileAttributes.Directory) == 0)
                {
                    if (!skipFile(path))
                    {
                        yield return path;
                    }
                }
                else if (entry.Name != ".git" && !skipFolder(path))
                {
                    folders.Push(path);
                }
            }
        }
    }

    /// <summary>The files that git would not ignore: what would be tracked after adding everything.</summary>
    public static IEnumerable<string> UnignoredFiles(string root)
    {
        var ignored = GitIgnoreTree.Open(root, withExclude: true);
        return Files(root, path => ignored.IsIgnored(path, isFolder: true), path => ignored.IsIgnored(path, isFolder: false));
    }

    private static IEnumerable<FileSystemInfo> Entries(string folder)
    {
        try
        {
            return [.. new DirectoryInfo(folder).EnumerateFileSystemInfos("*", EachEntry)];
        }
        catch (DirectoryNotFoundException)
        {
            // It went away while the tree was walked.
            return [];
        }
    }
}
