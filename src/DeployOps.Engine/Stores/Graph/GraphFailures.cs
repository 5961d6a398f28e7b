namespace DeployOps.Engine.Stores.Graph;

/// <summary>A text that should be the address of a graph server is not. It is not repeated, because it may hold a password.</summary>
public sealed class GraphAddressException(string reason)
    : DeployOpsException(
        "GraphAddressInvalid",
        FailureKind.Usage,
        $"The address of the graph server cannot be used: {reason}. It is not shown, because it may hold a password; nothing was contacted.",
        "Write it as bolt://host:7687 or neo4j+s://user:password@host:7687/database, with special characters of the user and the password percent-encoded.")
{
    /// <summary>What is wrong, without the value.</summary>
    public string Reason { get; } = reason;
}

/// <summary>No connection to the graph server came about.</summary>
public sealed class GraphServerUnreachableException(GraphAddress address, string reason, Exception? innerException = null)
    : DeployOpsException(
        "GraphServerUnreachable",
        FailureKind.Environment,
        $"The graph server at {address} could not be reached: {reason}; nothing was changed.",
        "Look whether the server runs and whether its Bolt port is open from here; look at the host and the port.",
        innerException)
{
    /// <summary>Why, in few words.</summary>
    public string Reason { get; } = reason;
}

/// <summary>TLS with the graph server did not come about.</summary>
public sealed class GraphTlsException(GraphAddress address, Exception innerException)
    : DeployOpsException(
        "GraphTlsFailed",
        FailureKind.Environment,
        $"TLS with the graph server at {address} failed: its certificate is not trusted here or not for this name, or the port does not speak TLS; nothing was sent.",
        "Install the authority of its certificate, use +ssc for a self-signed one, or use bolt:// or neo4j:// for a server without TLS.",
        innerException);

/// <summary>The graph server did not answer in time; the connection was closed.</summary>
public sealed class GraphTimeoutException(GraphAddress address, string what, TimeSpan limit, Exception? innerException = null)
    : DeployOpsException(
        "GraphServerTimeout",
        FailureKind.Timeout,
        $"The graph server at {address} did not {what} within {limit.TotalSeconds:0.###} s; the connection was closed, and the server rolls back what was not committed.",
        "Look whether the server is overloaded or starting, and whether something between here and there swallows the connection; allow more time for a long query.",
        innerException)
{
    /// <summary>How long it was given.</summary>
    public TimeSpan Limit { get; } = limit;
}

/// <summary>The connection to the graph server ended while an answer was due.</summary>
public sealed class GraphConnectionLostException(GraphAddress address, Exception? innerException = null)
    : DeployOpsException(
        "GraphConnectionLost",
        FailureKind.Environment,
        $"The graph server at {address} closed the connection before its answer was complete; it rolls back what was not committed. Whether a commit under way took place is unknown.",
        "Look at the log of the server, then run the command again.",
        innerException);

/// <summary>What answers is no graph server that DeployOps understands.</summary>
public sealed class GraphProtocolException(GraphAddress address, string reason, Exception? innerException = null)
    : DeployOpsException(
        "GraphProtocolViolated",
        FailureKind.Environment,
        $"What answers at {address} does not speak Bolt as it should: {reason}; the connection was closed.",
        "Look whether the port is the server's Bolt port (7687; the browser's port is another one), and whether it wants TLS (bolt+s:// or neo4j+s://).",
        innerException)
{
    /// <summary>What was wrong, without any value.</summary>
    public string Reason { get; } = reason;
}

/// <summary>The graph server refused the login.</summary>
public sealed class GraphLoginRefusedException(GraphAddress address, string code)
    : DeployOpsException(
        "GraphLoginRefused",
        FailureKind.Permission,
        $"The graph server at {address} refused the login: {code}; nothing was changed.",
        "Look at the user and the password. After several wrong attempts a server refuses the right one, too, for a while.")
{
    /// <summary>The server's code, such as <c>Neo.ClientError.Security.Unauthorized</c>.</summary>
    public string Code { get; } = code;
}
