using System.Security.Cryptography;
using System.Text;
using DeployOps.Engine.Files;
using DeployOps.Engine.Files.Permissions;

namespace DeployOps.Engine.Releases.Operations.Kept;

/// <summary>A small file, or all files of a small folder, that can be copied so that a container sees the same.</summary>
internal sealed class FileContent
{
    /// <summary>The most bytes; larger ones hold data rather than settings.</summary>
    internal const long Largest = 1024 * 1024;

    /// <summary>The most files in a folder.</summary>
    internal const int MostFiles = 200;

    private readonly string _path;

    private FileContent(string path, IReadOnlyList<string> files) => (_path, Files) = (path, files);

    /// <summary>The files by their full paths, in an order of their own.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>Looks at a path.</summary>
    /// <returns>Nothing when it is missing, too large, or has something in it that cannot be copied so: a link, a pipe, what another account or group alone may read.</returns>
    public static FileContent? Of(string path) => Read(path, forCopy: true);

    /// <summary>The hash over the names, the permissions and the content of what lies under a path; <see langword="null"/> when it cannot be told.</summary>
    public static string? HashOf(string path)
    {
        try
        {
            return Read(path, forCopy: false)?.Hash();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Copies it.</summary>
    /// <param name="target">What the copy is to be called; its folder must exist.</param>
    public void CopyTo(string target)
    {
        foreach (var file in Files)
        {
            var place = Path.GetFullPath(Path.Combine(target, Path.GetRelativePath(_path, file)));
            if (place != target)
            {
                MakeFolders(Path.GetDirectoryName(file)!, Path.GetDirectoryName(place)!, target);
            }

            File.Copy(file, place);
        }
    }

    private static FileContent? Read(string path, bool forCopy)
    {
        try
        {
            List<string> files = [];
            return TryCollect(Directory.Exists(path) ? new DirectoryInfo(path) : new FileInfo(path), files, forCopy) && files.Count > 0 && files.Sum(file => new FileInfo(file).Length) <= Largest
                ? new FileContent(path, files)
                : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DeployOpsException)
        {
            return null;
        }
    }

    private string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var file in Files)
        {
            var mode = OperatingSystem.IsWindows() ? 0 : (int)File.GetUnixFileMode(file);
            hash.AppendData(Encoding.UTF8.GetBytes(FormattableString.Invariant($"{Path.GetRelativePath(_path, file).Replace('\\', '/')}\n{mode}\n")));
            hash.AppendData(SHA256.HashData(File.ReadAllBytes(file)));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // Each with the permissions of the one that it is made after: the container's account has to get through.
    private static void MakeFolders(string source, string place, string target)
    {
        if (Directory.Exists(place))
        {
            return;
        }

        if (place != target)
        {
            MakeFolders(Path.GetDirectoryName(source)!, Path.GetDirectoryName(place)!, target);
        }

        Directory.CreateDirectory(place);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(place, File.GetUnixFileMode(source));
        }
    }

    private static bool TryCollect(FileSystemInfo entry, List<string> files, bool forCopy)
    {
        if (!entry.Exists || entry.LinkTarget is not null || (forCopy && !IsOpen(entry.FullName)))
        {
            return false;
        }

        if (entry is DirectoryInfo folder)
        {
            return folder.EnumerateFileSystemInfos().OrderBy(inner => inner.Name, StringComparer.Ordinal).All(inner => TryCollect(inner, files, forCopy));
        }

        RegularFile.Demand(entry.FullName);
        files.Add(entry.FullName);
        return files.Count <= MostFiles;
    }

    // A copy belongs to this account and its group: a container that may read or run the file as another account, or by another group, has to
    // be allowed to by what holds for everybody.
    private static bool IsOpen(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return true;
        }

        var status = UnixFileStatus.Of(path);
        var others = (int)status.Mode & 5;
        return (status.Owner is null || status.Owner == UnixFileStatus.EffectiveUser || (((int)status.Mode >> 6) & 5 & ~others) == 0)
            && (status.Group is null || status.Group == UnixFileStatus.EffectiveGroup || (((int)status.Mode >> 3) & 5 & ~others) == 0);
    }
}
