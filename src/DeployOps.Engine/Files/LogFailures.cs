namespace DeployOps.Engine.Files;

/// <summary>Names what an <see cref="IOException"/> means for a log.</summary>
internal static class LogFailures
{
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int UnixNoSpace = 28;
    private const int UnixQuota = 122;
    private const int UnixReadOnly = 30;

    public static BlockLogException Of(string path, IOException failure, string? reason) => failure switch
    {
        _ when IsDiskFull(failure) => new LogAppendFailedException(path, diskFull: true, failure),
        _ when IsReadOnly(failure) => new LogNotWritableException(path, "its file system is read-only", failure),
        _ when reason is not null => new LogNotWritableException(path, reason, failure),
        _ => new LogAppendFailedException(path, diskFull: false, failure),
    };

    /// <summary>Whether the disk or the account's share of it is full.</summary>
    public static bool IsDiskFull(IOException failure) => failure.HResult is WindowsDiskFull or UnixNoSpace or UnixQuota;

    /// <summary>Whether the file system takes no writes at all.</summary>
    public static bool IsReadOnly(IOException failure) => failure.HResult == UnixReadOnly;
}
