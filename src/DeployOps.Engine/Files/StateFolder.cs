namespace DeployOps.Engine.Files;

/// <summary>
/// The folder in which DeployOps keeps what it has to know on this machine: <c>.deployops/</c>. It is its owner's alone, and git ignores
/// all of it.
/// </summary>
public static class StateFolder
{
    /// <summary>The folder's name.</summary>
    public const string Name = ".deployops";

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes it when it is not there. One that an admin opened to others is left so; on Windows it has the rights of its parent.</summary>
    /// <param name="path">Its full path.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The account may not make it.</exception>
    public static void Make(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnly);
        }

        var ignore = Path.Combine(path, ".gitignore");
        if (!File.Exists(ignore))
        {
            try
            {
                new PrivateFile().Create(ignore, "*\n"u8);
            }
            catch (IOException) when (File.Exists(ignore))
            {
                // Another process was quicker with the same text.
            }
        }
    }
}
