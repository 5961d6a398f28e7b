namespace DeployOps.Engine.Backups.Stores.Postgres;

/// <summary>Neither this machine nor the store's container has a program of PostgreSQL that is new enough.</summary>
public sealed class PostgresToolsMissingException(string program, int leastMajor, string found)
    : DeployOpsException(
        "PostgresToolsMissing",
        FailureKind.Environment,
        $"'{program}' of PostgreSQL {leastMajor} or newer is needed, and there is none: {found}. Nothing was written and nothing was changed.",
        $"Install the client programs of PostgreSQL {leastMajor} on this machine, or run the server as a service of the stack, so that those of its container can be used.")
{
    /// <summary>The program.</summary>
    public string Program { get; } = program;

    /// <summary>The oldest major version that will do.</summary>
    public int LeastMajor { get; } = leastMajor;
}

/// <summary>A program of PostgreSQL that writes a dump did not end well.</summary>
public sealed class PostgresDumpFailedException(string program, string target, int exitCode, string said)
    : DeployOpsException(
        "PostgresDumpFailed",
        FailureKind.Environment,
        $"'{program}' of {target} ended with exit code {exitCode}{(said.Length > 0 ? $": {said}" : " and said nothing; it was probably killed")}. What it wrote is no backup; the database is as it was.",
        "Look at the log of the server, at the rights of the role and at the disk, then run the backup again.")
{
    /// <summary>Its exit code.</summary>
    public int ExitCode { get; } = exitCode;
}

/// <summary>A lock on a table was not given within <c>backup.postgres.lock-timeout</c>.</summary>
public sealed class PostgresLockTimeoutException(string target, string what, TimeSpan limit)
    : DeployOpsException(
        "PostgresLockTimeout",
        FailureKind.Timeout,
        $"{what} of {target} waited {limit.TotalSeconds:0.###} s for a lock on a table and gave up; the database is as it was.",
        "Look who holds the lock (pg_locks, pg_stat_activity): a migration, a LOCK TABLE, a forgotten transaction. Run it again when it is gone, or raise backup.postgres.lock-timeout.")
{
    /// <summary>How long was waited.</summary>
    public TimeSpan Limit { get; } = limit;
}

/// <summary>A file is not the dump that it should be, or is damaged.</summary>
public sealed class PostgresDumpInvalidException(string file, string reason)
    : DeployOpsException(
        "PostgresDumpInvalid",
        FailureKind.InvalidData,
        $"'{file}' cannot be read as a dump of PostgreSQL: {reason}. It was only read; nothing was changed.",
        "Take another set, and look what damaged this one: the disk, a copy that was cut off, a file of another store.")
{
    /// <summary>Why, without any value.</summary>
    public string Reason { get; } = reason;
}

/// <summary>The target of a restore holds something.</summary>
public sealed class PostgresNotEmptyException(string target, long objects)
    : DeployOpsException(
        "PostgresNotEmpty",
        FailureKind.AlreadyExists,
        $"The database of {target} is not empty: it holds {objects} object(s) that are not the system's or an extension's. Nothing was changed.",
        "Restore into an empty database, or use -Force, which takes a safety set first and then replaces what is there.")
{
    /// <summary>How many objects are there.</summary>
    public long Objects { get; } = objects;
}

/// <summary>Nothing can be restored into a database as it stands.</summary>
public sealed class PostgresNotRestorableException(string target, string reason, string nextStep)
    : DeployOpsException(
        "PostgresNotRestorable",
        FailureKind.Environment,
        $"{target} cannot be restored into: {reason}. It was left as it is.",
        nextStep);

/// <summary>A restore failed.</summary>
public sealed class PostgresRestoreFailedException(string target, string reason, bool isOutcomeKnown = true)
    : DeployOpsException(
        "PostgresRestoreFailed",
        FailureKind.Environment,
        isOutcomeKnown
            ? $"The dump was not restored into {target}: {reason}. Everything is one transaction, and it was rolled back: the database is as it was."
            : $"The restore into {target} was sent whole, and its end was not confirmed: {reason}. Being one transaction, it is there whole or not at all.",
        isOutcomeKnown
            ? "Look what stands in its way: a missing extension or right, an older server, a full disk. Then restore again."
            : "Look into the database which of the two it is, and restore again when the old content is there.")
{
    /// <summary>Whether it is known that the database is as it was.</summary>
    public bool IsOutcomeKnown { get; } = isOutcomeKnown;
}

/// <summary>Work with a database took longer than it may.</summary>
public sealed class PostgresBackupTimeoutException(string what, TimeSpan limit)
    : DeployOpsException(
        "PostgresBackupTimeout",
        FailureKind.Timeout,
        $"In PostgreSQL {what} did not end within {limit.TotalSeconds:0.#} s; it was stopped, and nothing of it is left.",
        "Raise backup.timeout when the database has grown, or look what holds it up: a lock, a slow disk, a full processor.")
{
    /// <summary>How long it was given.</summary>
    public TimeSpan Limit { get; } = limit;
}
