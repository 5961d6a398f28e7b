using DeployOps.Engine.Stores.Postgres;
using DeployOps.Engine.Stores.Redis;

namespace DeployOps.Integration.Tests.DataStores;

/// <summary>Opens each connection as the test says, by its number from 0: such as a balancer that leads to another server.</summary>
internal sealed class TurningPostgres(Func<int, PostgresAddress, PostgresAddress> turn) : IPostgresConnector
{
    private int _count;

    public Task<PostgresSession> OpenAsync(PostgresAddress address, PostgresOptions options, CancellationToken cancellationToken)
    {
        var turned = turn(_count++, address);
        return new PostgresConnector().OpenAsync(turned, turned == address ? options : options with { Endpoint = null }, cancellationToken);
    }
}

/// <inheritdoc cref="TurningPostgres"/>
internal sealed class TurningRedis(Func<int, RedisAddress, RedisAddress> turn) : IRedisConnector
{
    private int _count;

    public Task<IRedisConnection> OpenAsync(RedisAddress address, RedisOptions options, CancellationToken cancellationToken)
    {
        var turned = turn(_count++, address);
        return new RedisConnector().OpenAsync(turned, turned == address ? options : options with { Endpoint = null }, cancellationToken);
    }
}
