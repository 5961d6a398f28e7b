using DeployOps.Engine.Stores;
using DeployOps.Engine.Stores.Graph;
using DeployOps.Engine.Stores.Postgres;
using DeployOps.Engine.Stores.Redis;

namespace DeployOps.Engine.DataStores;

/// <summary>A data store that the keys of a project's environment files name. Its login is in the address, which prints nothing of it.</summary>
public sealed record DataStore
{
    /// <summary>What it is.</summary>
    public required DataStoreKind Kind { get; init; }

    /// <summary>The names of the keys that name it: to look at when the login is refused.</summary>
    public required string Keys { get; init; }

    /// <summary>The address, when it is PostgreSQL and has one.</summary>
    public PostgresAddress? Postgres { get; init; }

    /// <summary>The address, when it is Redis and has one.</summary>
    public RedisAddress? Redis { get; init; }

    /// <summary>The address, when it is a graph and has one.</summary>
    public GraphAddress? Graph { get; init; }

    /// <summary>Why there is no address to be used; <see langword="null"/> when there is one.</summary>
    public string? Problem { get; init; }

    /// <summary>Host and port as the application names them; <see langword="null"/> when there is no address.</summary>
    public StoreEndpoint? Endpoint =>
        Postgres is { } postgres ? new StoreEndpoint(postgres.Host, postgres.Port)
        : Redis is { } redis ? new StoreEndpoint(redis.Host, redis.Port)
        : Graph is { } graph ? new StoreEndpoint(graph.Host, graph.Port)
        : null;

    /// <summary>Kind, host and port, without the login.</summary>
    public override string ToString() => $"{Kind} {Endpoint}";
}
