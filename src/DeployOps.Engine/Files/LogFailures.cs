namespace DeployOps.Engine.Files;

/// <summary>Names what an <see cref="IOException"/> means for a log.</summary>
internal static class LogFailures
{
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int UnixNoSpace = 28;
    private const int UnixQuota = 122;
    private const int UnixReadOnly = 30;

    public static BlockLogException Of(string path, IOException failure, string? reason) => failure.HResult switch
    {
        WindowsDiskFull or UnixNoSpace or UnixQuota => new LogAppendFailedException(path, diskFull: true, failure),
        UnixReadOnly => new LogNotWritableException(path, "its file system is read-only", failure),
        _ when reason is not null => new LogNotWritableException(path, reason, failure),
        _ => new LogAppendFailedException(path, diskFull: false, failure),
    };
}
