using DeployOps.Engine.Files.Permissions;

namespace DeployOps.Engine.Files;

/// <summary>Asks what a path is before it is opened: a named pipe waits for a writer that may never come, and a device has no end.</summary>
internal static class RegularFile
{
    /// <summary>The text of a file.</summary>
    /// <param name="path">The path; a link is followed.</param>
    /// <exception cref="NotARegularFileException">It is a pipe, a socket or a device.</exception>
    public static string ReadText(string path)
    {
        Demand(path);
        return File.ReadAllText(path);
    }

    /// <summary>Refuses a pipe, a socket and a device. What is missing, and a folder, is left to whoever opens it.</summary>
    /// <param name="path">The path; a link is followed.</param>
    /// <exception cref="NotARegularFileException">It is one of those.</exception>
    public static void Demand(string path)
    {
        if (OperatingSystem.IsWindows() || !Path.Exists(path))
        {
            return;
        }

        var kind = UnixFileStatus.Of(path).Kind switch
        {
            UnixFileKind.Pipe => "a named pipe",
            UnixFileKind.Socket => "a socket",
            UnixFileKind.Device => "a device",
            _ => null,
        };
        if (kind is not null)
        {
            throw new NotARegularFileException(path, kind);
        }
    }
}
