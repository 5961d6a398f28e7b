namespace DeployOps.Engine.Stores.Redis;

/// <summary>
/// A connection to a Redis server that is logged in. Calls wait for each other. A call that was cancelled, ran out of time or met a
/// broken answer closes the connection, because nobody knows any longer which answer belongs to which command.
/// </summary>
public interface IRedisConnection : IAsyncDisposable
{
    /// <summary>Where it leads.</summary>
    RedisAddress Address { get; }

    /// <summary>Whether the next call has a connection.</summary>
    bool IsUsable { get; }

    /// <summary>Sends a command and gives its answer.</summary>
    /// <param name="command">Its words.</param>
    /// <param name="timeout">How long the whole answer may take; the connection's own limit when <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops it and closes the connection.</param>
    /// <exception cref="RedisRefusedException">The server refuses it; the connection is usable.</exception>
    /// <exception cref="RedisTimeoutException">The server did not answer in time.</exception>
    /// <exception cref="RedisConnectionLostException">The server hung up, or the connection was closed before.</exception>
    /// <exception cref="RedisProtocolException">The answer is none, or larger than it may be.</exception>
    Task<RedisValue> SendAsync(IReadOnlyList<RedisArgument> command, TimeSpan? timeout, CancellationToken cancellationToken);

    /// <summary>Sends several commands at once and gives their answers in order; those that the server refuses are among them as errors.</summary>
    /// <inheritdoc cref="SendAsync"/>
    Task<IReadOnlyList<RedisValue>> SendAllAsync(IReadOnlyList<IReadOnlyList<RedisArgument>> commands, TimeSpan? timeout, CancellationToken cancellationToken);

    /// <summary>Sends a command and reads nothing: for what answers by itself later, such as SUBSCRIBE and SYNC.</summary>
    /// <inheritdoc cref="SendAsync"/>
    Task PostAsync(IReadOnlyList<RedisArgument> command, CancellationToken cancellationToken);

    /// <summary>Waits for what the server sends by itself: a message of a channel, or the answer to what was posted.</summary>
    /// <param name="timeout">How long to wait.</param>
    /// <param name="cancellationToken">Stops it and closes the connection.</param>
    /// <inheritdoc cref="SendAsync" path="/exception"/>
    Task<RedisValue> ReceiveAsync(TimeSpan timeout, CancellationToken cancellationToken);

    /// <summary>
    /// The connection as bytes, from the first that was not read yet: for SYNC, whose answer is no value. No other call is possible
    /// afterwards. The stream ends with the connection.
    /// </summary>
    /// <exception cref="RedisConnectionLostException">The connection was closed before.</exception>
    Stream TakeStream();
}
