using System.Diagnostics;

namespace DeployOps.Engine.Stores.Redis;

/// <summary>What is often done with a connection, in one call.</summary>
public static class RedisCommands
{
    /// <summary>Sends a command within the connection's own limit.</summary>
    /// <inheritdoc cref="IRedisConnection.SendAsync"/>
    public static Task<RedisValue> SendAsync(this IRedisConnection connection, IReadOnlyList<RedisArgument> command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return connection.SendAsync(command, timeout: null, cancellationToken);
    }

    /// <summary>How long a PING takes to be answered.</summary>
    /// <inheritdoc cref="IRedisConnection.SendAsync" path="/exception"/>
    public static async Task<TimeSpan> PingAsync(this IRedisConnection connection, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var answer = await connection.SendAsync(["PING"], cancellationToken).ConfigureAwait(false);
        var elapsed = Stopwatch.GetElapsedTime(started);
        return answer is { Kind: RedisValueKind.Simple } && answer.Bytes.Span.SequenceEqual("PONG"u8)
            ? elapsed
            : throw new RedisProtocolException("it answers PING with something else than PONG");
    }
}
