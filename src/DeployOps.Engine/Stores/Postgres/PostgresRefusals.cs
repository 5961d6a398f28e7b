namespace DeployOps.Engine.Stores.Postgres;

/// <summary>What the codes of a refusal mean, and what to do about each.</summary>
/// <param name="ErrorId">The stable identifier of the failure.</param>
/// <param name="Words">What it means.</param>
/// <param name="NextStep">What to do.</param>
internal sealed record PostgresRefusal(string ErrorId, string Words, string NextStep);

/// <summary>The codes that a connection meets. Source: PostgreSQL documentation, appendix A, "PostgreSQL Error Codes".</summary>
internal static class PostgresRefusals
{
    private static readonly PostgresRefusal Unnamed =
        new("PostgresRefused", "it gives an error", "Look the code up in appendix A of PostgreSQL's documentation, and look at the log of the server.");

    private static readonly Dictionary<string, PostgresRefusal> ByCode = new(StringComparer.Ordinal)
    {
        ["28P01"] = new("PostgresLoginRefused", "the password is wrong, or there is no such role", "Compare the user and the password with those of the server; a database that was set up with another password keeps that one."),
        ["28000"] = new("PostgresLoginRefused", "its rules do not let this role in from here", "Look at pg_hba.conf and at the role (LOGIN)."),
        ["3D000"] = new("PostgresDatabaseMissing", "there is no such database", "Compare the database's name with those of the server (\\l), or create it."),
        ["42501"] = new("PostgresRightMissing", "the role may not do this", "Give the role the right to it (GRANT)."),
        ["53100"] = new("PostgresDiskFull", "its disk is full", "Make room on the disk of the server at once."),
        ["53200"] = new("PostgresOutOfMemory", "it is out of memory", "Look at the memory of the server and at its limits."),
        ["53300"] = new("PostgresConnectionsExhausted", "it has too many connections", "Look who holds them (pg_stat_activity), or raise max_connections."),
        ["57014"] = new("PostgresStatementCancelled", "the statement was cancelled", "Look at statement_timeout, and at who cancelled it."),
        ["57P01"] = new("PostgresShuttingDown", "it was told to stop", "Look why the server was stopped, and start it again."),
        ["57P02"] = new("PostgresCrashed", "it crashed and recovers", "Look at the log of the server."),
        ["57P03"] = new("PostgresNotReady", "it starts, stops or recovers and takes no connections", "Wait until it is ready; when it stays so, look at its log."),
        ["55P03"] = new("PostgresLockTaken", "a lock is taken", "Look who holds it (pg_locks), and try again."),
        ["25006"] = new("PostgresReadOnly", "it only takes reading", "This is a standby, or it was set read-only: use the primary."),
        ["0A000"] = new("PostgresUnsupported", "it does not know this", "Look at the version of the server."),
    };

    public static PostgresRefusal Of(string sqlState) => ByCode.GetValueOrDefault(sqlState, Unnamed);

    public static bool IsLogin(string sqlState) => sqlState is "28P01" or "28000";
}
