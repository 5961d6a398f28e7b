namespace DeployOps.Engine.Files;

/// <summary>On which volume a folder lies: the drive on Windows, the mount on Linux.</summary>
internal static class Volumes
{
    private static StringComparison Comparison => OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    /// <summary>Whether two folders are known to lie on one volume. What cannot be told, such as a share, is not known to.</summary>
    public static bool AreSame(string one, string other) => VolumeOf(one) is { } first && VolumeOf(other) is { } second && string.Equals(first, second, Comparison);

    /// <summary>The root of the volume; <see langword="null"/> when it cannot be told.</summary>
    public static string? VolumeOf(string path)
    {
        try
        {
            var real = Real(Path.GetFullPath(path));
            return DriveInfo.GetDrives()
                .Select(drive => drive.RootDirectory.FullName)
                .Where(root => IsIn(real, root))
                .MaxBy(root => root.Length);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static bool IsIn(string path, string root) =>
        path.StartsWith(root, Comparison) && (path.Length == root.Length || Path.EndsInDirectorySeparator(root) || path[root.Length] == Path.DirectorySeparatorChar);

    // A link on the way leads to another volume perhaps.
    private static string Real(string path)
    {
        var parent = Path.GetDirectoryName(path);
        if (parent is null)
        {
            return path;
        }

        var here = Path.Combine(Real(parent), Path.GetFileName(path));
        return new DirectoryInfo(here).ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? here;
    }
}
