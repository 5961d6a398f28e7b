namespace DeployOps.Engine.Stores.Redis;

/// <summary>A text that should be the address of a Redis server is not. It is not repeated, because it may hold a password.</summary>
public sealed class RedisAddressException(string reason)
    : DeployOpsException(
        "RedisAddressInvalid",
        FailureKind.Usage,
        $"The address of the Redis server cannot be used: {reason}. It is not shown, because it may hold a password; nothing was contacted.",
        "Write it as redis://user:password@host:6379/0, or rediss:// with TLS, with special characters of the user and the password percent-encoded.")
{
    /// <summary>What is wrong, without the value.</summary>
    public string Reason { get; } = reason;
}

/// <summary>No connection to the Redis server came about.</summary>
public sealed class RedisUnreachableException(RedisAddress address, string reason, Exception? innerException = null)
    : DeployOpsException(
        "RedisUnreachable",
        FailureKind.Environment,
        $"The Redis server at {address} could not be reached: {reason}; nothing was changed.",
        "Look whether the server runs and whether its port is open from here; look at the host and the port.",
        innerException)
{
    /// <summary>Why, in few words.</summary>
    public string Reason { get; } = reason;
}

/// <summary>TLS with the Redis server did not come about.</summary>
public sealed class RedisTlsException(RedisAddress address, Exception innerException)
    : DeployOpsException(
        "RedisTlsFailed",
        FailureKind.Environment,
        $"TLS with the Redis server at {address} failed: its certificate is not trusted here or not for this name, or the port does not speak TLS; nothing was sent.",
        "Install the authority of its certificate on this machine, or use redis:// for a server without TLS.",
        innerException);

/// <summary>The Redis server did not answer in time; the connection was closed.</summary>
public sealed class RedisTimeoutException(RedisAddress address, string what, TimeSpan limit, Exception? innerException = null)
    : DeployOpsException(
        "RedisTimeout",
        FailureKind.Timeout,
        $"The Redis server at {address} did not answer to {what} within {limit.TotalSeconds:0.###} s; the connection was closed. Whether it still carries that out is unknown.",
        "Look whether the server is overloaded, saving or loading, and whether something between here and there swallows the connection.",
        innerException)
{
    /// <summary>How long it was given.</summary>
    public TimeSpan Limit { get; } = limit;
}

/// <summary>The connection to the Redis server ended while an answer was due, or had ended before.</summary>
public sealed class RedisConnectionLostException(RedisAddress address, Exception? innerException = null)
    : DeployOpsException(
        "RedisConnectionLost",
        FailureKind.Environment,
        $"The connection to the Redis server at {address} ended before its answer was complete. Whether a command under way took place is unknown.",
        "Look at the log of the server, then run the command again.",
        innerException);

/// <summary>What answers is no Redis server, or says more than may be said.</summary>
public sealed class RedisProtocolException(string reason)
    : DeployOpsException(
        "RedisProtocolViolated",
        FailureKind.Environment,
        $"What answers does not speak the protocol of Redis as it should: {reason}; the connection is of no more use.",
        "Look whether the port is the server's own, and whether it wants TLS (rediss://).")
{
    /// <summary>What was wrong, without any value.</summary>
    public string Reason { get; } = reason;
}

/// <summary>The Redis server refused a command. Only the first word of its answer is kept, because the rest may repeat what was sent.</summary>
public sealed class RedisRefusedException(RedisAddress address, string command, string code)
    : DeployOpsException(
        "RedisCommandRefused",
        code is "NOPERM" or "NOAUTH" or "WRONGPASS" ? FailureKind.Permission : FailureKind.Environment,
        $"The Redis server at {address} refused {command}: {code}.",
        RedisErrorCodes.NextStep(code))
{
    /// <summary>The first word of its answer, such as <c>LOADING</c>.</summary>
    public string Code { get; } = code;

    /// <summary>The command, without its arguments.</summary>
    public string Command { get; } = command;
}

/// <summary>The Redis server refused the login.</summary>
public sealed class RedisLoginRefusedException(RedisAddress address, string code)
    : DeployOpsException(
        "RedisLoginRefused",
        FailureKind.Permission,
        $"The Redis server at {address} refused the login: {code}; nothing was changed.",
        "Compare the user and the password with those of the server (requirepass, or its access control list).")
{
    /// <summary>The first word of its answer, such as <c>WRONGPASS</c>.</summary>
    public string Code { get; } = code;
}
