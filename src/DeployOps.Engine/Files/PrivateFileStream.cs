namespace DeployOps.Engine.Files;

/// <summary>Opens new files that only their owner may read (0600), for long sequential writes.</summary>
internal static class PrivateFileStream
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Makes a file that must not be there yet.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="isAsynchronous">Whether it is written asynchronously.</param>
    /// <exception cref="IOException">It is there, or cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The account may not make it.</exception>
    public static FileStream Create(string path, bool isAsynchronous)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.Read,
            BufferSize = 0,
            Options = FileOptions.SequentialScan | (isAsynchronous ? FileOptions.Asynchronous : FileOptions.None),
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return new FileStream(path, options);
    }
}
