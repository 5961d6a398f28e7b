namespace DeployOps.Engine.Stores.Redis;

/// <summary>Opens connections to Redis servers.</summary>
public interface IRedisConnector
{
    /// <summary>Connects, logs in and chooses the database.</summary>
    /// <exception cref="RedisUnreachableException">There is no connection.</exception>
    /// <exception cref="RedisTlsException">TLS failed.</exception>
    /// <exception cref="RedisTimeoutException">It was not done in time.</exception>
    /// <exception cref="RedisLoginRefusedException">The server refuses the login, or wants one.</exception>
    /// <exception cref="RedisRefusedException">The server refuses the database or the protocol, or is loading.</exception>
    /// <exception cref="RedisConnectionLostException">The server hung up.</exception>
    /// <exception cref="RedisProtocolException">What answers is no Redis server.</exception>
    Task<IRedisConnection> OpenAsync(RedisAddress address, RedisOptions options, CancellationToken cancellationToken);
}
