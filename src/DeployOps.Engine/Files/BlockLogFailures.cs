namespace DeployOps.Engine.Files;

/// <summary>A block could not be written to a log. The log is as it was.</summary>
public abstract class BlockLogException : DeployOpsException
{
    private protected BlockLogException(string errorId, FailureKind kind, string path, string reason, string action, Exception? innerException = null)
        : base(errorId, kind, $"Nothing was written to '{path}': {reason}. The log is as it was.", action, innerException) => Path = path;

    /// <summary>The log.</summary>
    public string Path { get; }
}

/// <summary>The folder of the log is not there.</summary>
public sealed class LogFolderMissingException(string path)
    : BlockLogException("LogFolderMissing", FailureKind.NotFound, path, "its folder does not exist", "Make the folder, or correct release-log.path in deployops.yml.");

/// <summary>The account may not write the log or the <c>.deployops</c> folder beside it, or the log's name is a folder.</summary>
public sealed class LogNotWritableException(string path, string reason, Exception innerException)
    : BlockLogException(
        "LogNotWritable",
        FailureKind.Permission,
        path,
        reason,
        "Make the log and its folder writable for the account that releases (a read-only attribute or mount counts too).",
        innerException);

/// <summary>Another program holds the log open and shares it with nobody, as some editors do.</summary>
public sealed class LogHeldOpenException(string path, TimeSpan waited, Exception innerException)
    : BlockLogException(
        "LogHeldOpen",
        FailureKind.Timeout,
        path,
        $"for {waited.TotalSeconds:0.#} s another program held it open without sharing it",
        "Close the log where it is open, in an editor for example, and run the command again.",
        innerException);

/// <summary>The disk is full or failed while the block was written; what had been written of it was taken back.</summary>
public sealed class LogAppendFailedException(string path, bool diskFull, Exception innerException)
    : BlockLogException(
        diskFull ? "LogDiskFull" : "LogAppendFailed",
        FailureKind.Environment,
        path,
        diskFull ? "the disk is full" : "the disk refused the data",
        diskFull ? "Make room on the disk, and run the command again." : "Look at the disk, and run the command again.",
        innerException);

/// <summary>The log was saved in an encoding that its blocks cannot be appended to.</summary>
public sealed class LogEncodingException(string path)
    : BlockLogException(
        "LogEncoding",
        FailureKind.InvalidData,
        path,
        "it is UTF-16, probably saved so by an editor",
        "Save it as UTF-8 again, or move it away; a new one is started then.");

/// <summary>The block is too large to be read back.</summary>
public sealed class LogBlockTooLargeException(string path, long size, long limit)
    : BlockLogException(
        "LogBlockTooLarge",
        FailureKind.InvalidData,
        path,
        $"the record has {size} bytes, and {limit} is the most",
        "Shorten its longest text; a release log names where the logs are and does not hold them.");

/// <summary>The log was moved away or deleted each time a block had been written to it.</summary>
public sealed class LogKeepsMovingException(string path)
    : DeployOpsException(
        "LogKeepsMoving",
        FailureKind.Environment,
        $"'{path}' was moved away or deleted each time a record had been written to it, so the record may be in a rotated file only.",
        "Look what rotates the log so often, and run the command again.")
{
    /// <summary>The log.</summary>
    public string Path { get; } = path;
}
