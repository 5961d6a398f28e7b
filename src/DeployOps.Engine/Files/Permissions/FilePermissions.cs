namespace DeployOps.Engine.Files.Permissions;

/// <summary>The permissions of the system this runs on.</summary>
public static class FilePermissions
{
    /// <summary>Unix modes, or Windows access lists.</summary>
    public static IFilePermissions OfThisSystem { get; } =
        OperatingSystem.IsWindows() ? new WindowsFilePermissions() : new UnixFilePermissions();

    /// <summary>The file a path leads to in the end, whatever symbolic links lie between.</summary>
    /// <exception cref="ProtectedFileNotFoundException">There is no such file, or the link leads nowhere or in a circle.</exception>
    internal static string FinalTarget(string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            var target = File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
            return Path.Exists(target) ? target : throw new ProtectedFileNotFoundException(full);
        }
        catch (IOException failure)
        {
            throw new ProtectedFileNotFoundException(full, failure);
        }
    }
}
