using DeployOps.Engine.Files;

namespace DeployOps.Engine.Releases.Journal;

/// <summary>A record could not be written to the journal, so what it announces was not begun. The journal is as it was.</summary>
public sealed class JournalNotWrittenException : DeployOpsException
{
    private JournalNotWrittenException(string errorId, FailureKind kind, string path, string reason, string action, Exception? innerException)
        : base(errorId, kind, $"Nothing was written to the journal '{path}': {reason}. The journal is as it was, and the step it announces was not begun.", action, innerException)
    {
    }

    internal static JournalNotWrittenException Of(string path, Exception failure) => failure switch
    {
        IOException io when LogFailures.IsDiskFull(io) => new("JournalDiskFull", FailureKind.Environment, path, "the disk is full", "Make room on the disk, and run the command again.", io),
        IOException io when LogFailures.IsReadOnly(io) => new("JournalNotWritable", FailureKind.Permission, path, "its file system is read-only", "Mount it writable, and run the command again.", io),
        UnauthorizedAccessException => new(
            "JournalNotWritable", FailureKind.Permission, path, "this account may not write it", "Run as the account that releases, or let this one write .deployops in the project.", failure),
        IOException io when SharingViolation.Is(io) => new(
            "JournalHeldOpen", FailureKind.Environment, path, "another program holds it open without sharing it", "Close the journal where it is open, in an editor for example, and run the command again.", io),
        _ => new("JournalAppendFailed", FailureKind.Environment, path, "the disk refused the data", "Look at the disk, and run the command again.", failure),
    };

    internal static JournalNotWrittenException TooLarge(string path, int size, int limit) => new(
        "JournalRecordTooLarge", FailureKind.InvalidData, path, $"the record has {size} bytes, and {limit} is the most", "Shorten its longest text; a journal names where the logs are and does not hold them.", null);
}

/// <summary>The journal is there and cannot be read at all.</summary>
public sealed class JournalUnreadableException(string path, Exception innerException)
    : DeployOpsException(
        "JournalUnreadable",
        innerException is UnauthorizedAccessException ? FailureKind.Permission : FailureKind.Environment,
        $"The journal '{path}' cannot be read{(Directory.Exists(path) ? ", because it is a folder" : "")}; nothing was changed.",
        "Run as the account that releases, or look what is wrong with the file and its disk.",
        innerException);

/// <summary>A record was to be written for an operation that has ended: there is exactly one terminal record.</summary>
public sealed class JournalOperationFinishedException(long operation)
    : DeployOpsException(
        "JournalOperationFinished",
        FailureKind.AlreadyExists,
        $"Operation {operation} has its terminal record in the journal; nothing was written after it.",
        "Look at it with Get-Deployment (deployops history), and begin a new operation.")
{
    /// <summary>The operation.</summary>
    public long Operation { get; } = operation;
}

/// <summary>A record was to be written for an operation that the journal does not know.</summary>
public sealed class JournalOperationUnknownException(long operation)
    : DeployOpsException(
        "JournalOperationUnknown",
        FailureKind.NotFound,
        $"The journal knows no operation {operation}, or not any longer; nothing was written.",
        "Look whether .deployops/journal.ndjson was moved away or restored meanwhile, and run the command again.")
{
    /// <summary>The operation.</summary>
    public long Operation { get; } = operation;
}
