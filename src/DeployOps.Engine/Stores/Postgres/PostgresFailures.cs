namespace DeployOps.Engine.Stores.Postgres;

/// <summary>A text that should be the address of a PostgreSQL database is not. It is not repeated, because it may hold a password.</summary>
public sealed class PostgresAddressException(string reason)
    : DeployOpsException(
        "PostgresAddressInvalid",
        FailureKind.Usage,
        $"The address of the PostgreSQL database cannot be used: {reason}. It is not shown, because it may hold a password; nothing was contacted.",
        "Write it as postgresql://user:password@host:5432/database, with special characters of the user and the password percent-encoded.")
{
    /// <summary>What is wrong, without the value.</summary>
    public string Reason { get; } = reason;
}

/// <summary>No connection to the PostgreSQL server came about.</summary>
public sealed class PostgresUnreachableException(PostgresAddress address, string reason, Exception? innerException = null)
    : DeployOpsException(
        "PostgresUnreachable",
        FailureKind.Environment,
        $"The PostgreSQL server at {address} could not be reached: {reason}; nothing was changed.",
        "Look whether the server runs and whether its port is open from here; look at the host and the port.",
        innerException)
{
    /// <summary>Why, in few words.</summary>
    public string Reason { get; } = reason;
}

/// <summary>TLS with the PostgreSQL server did not come about.</summary>
public sealed class PostgresTlsException(PostgresAddress address, Exception? innerException = null)
    : DeployOpsException(
        "PostgresTlsFailed",
        FailureKind.Environment,
        $"TLS with the PostgreSQL server at {address} failed: its certificate is not trusted here or not for this name, or it has no TLS; no password was sent.",
        "Install the authority of its certificate on this machine, or choose the sslmode that the server and its network allow.",
        innerException);

/// <summary>The PostgreSQL server did not answer in time.</summary>
public sealed class PostgresTimeoutException(PostgresAddress address, string what, TimeSpan limit, Exception? innerException = null)
    : DeployOpsException(
        "PostgresTimeout",
        FailureKind.Timeout,
        $"The PostgreSQL server at {address} did not answer to {what} within {limit.TotalSeconds:0.###} s; the connection was closed.",
        "Look whether the server is overloaded or waits for a lock, and whether something between here and there swallows the connection.",
        innerException)
{
    /// <summary>How long it was given.</summary>
    public TimeSpan Limit { get; } = limit;
}

/// <summary>The connection to the PostgreSQL server ended while an answer was due, or what answers is no PostgreSQL.</summary>
public sealed class PostgresConnectionLostException(PostgresAddress address, Exception? innerException = null)
    : DeployOpsException(
        "PostgresConnectionLost",
        FailureKind.Environment,
        $"The connection to the PostgreSQL server at {address} ended before its answer was complete, or what answers there is no PostgreSQL.",
        "Look at the log of the server and at the port, then run the command again.",
        innerException);

/// <summary>
/// The PostgreSQL server refused. Only the code of its answer (SQLSTATE) is kept, because its words may repeat what was sent.
/// Source: PostgreSQL documentation, appendix A, "PostgreSQL Error Codes".
/// </summary>
public sealed class PostgresRefusedException(PostgresAddress address, string sqlState)
    : DeployOpsException(
        PostgresRefusals.Of(sqlState).ErrorId,
        PostgresRefusals.IsLogin(sqlState) || sqlState == "42501" ? FailureKind.Permission : FailureKind.Environment,
        $"The PostgreSQL server at {address} refused: {PostgresRefusals.Of(sqlState).Words} (SQLSTATE {sqlState}); nothing was changed.",
        PostgresRefusals.Of(sqlState).NextStep)
{
    /// <summary>The code of its answer, such as <c>28P01</c>.</summary>
    public string SqlState { get; } = sqlState;

    /// <summary>Why, in few words and without any value.</summary>
    public string Reason { get; } = PostgresRefusals.Of(sqlState).Words;

    /// <summary>Whether the user, the password or the rules about them are at fault.</summary>
    public bool IsLoginRefused => PostgresRefusals.IsLogin(SqlState);

    /// <summary>Whether the server is up and takes no work at present: it starts, stops, or is full.</summary>
    public bool IsBusy => SqlState is "57P03" or "57P01" or "57P02" or "53300" or "53200" or "53100";
}
