using DeployOps.Engine.DataStores.Discovery;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Stores.Postgres;

namespace DeployOps.Engine.Releases.Health.Stores;

/// <summary>PostgreSQL, as <see cref="PostgresFinder"/> finds it.</summary>
internal sealed class PostgresProbe(IPostgresConnector connector) : IStoreProbe
{
    public string Store => "postgresql";

    public TimeSpan LimitOf(HealthSettings settings) => settings.PostgresTimeout;

    public StoreTarget? Find(StoreSurroundings surroundings) => PostgresFinder.Find(surroundings) is { } store ? StoreTarget.Of(store, Ping(store.Postgres)) : null;

    public StoreJudgement? Judge(DeployOpsException failure, StoreTarget target) => failure switch
    {
        PostgresAddressException address => new(HealthLevel.Unknown, $"{target.Keys} cannot be used: {address.Reason}"),
        PostgresRefusedException { IsLoginRefused: true } refused => new(HealthLevel.Unhealthy, $"it refuses the login: {refused.Reason}; look at {target.Keys}"),
        PostgresRefusedException { SqlState: "3D000" } refused => new(HealthLevel.Unhealthy, $"{refused.Reason}; look at {target.Keys}"),
        PostgresRefusedException refused => new(HealthLevel.Unhealthy, refused.Reason),
        PostgresTimeoutException late => new(HealthLevel.Unhealthy, $"it did not answer within {late.Limit.TotalSeconds:0.###} s"),
        PostgresUnreachableException away => new(HealthLevel.Unhealthy, away.Reason),
        PostgresTlsException => new(HealthLevel.Unknown, $"TLS failed from here: its certificate is not trusted on this machine, or the server has no TLS; look at {target.Keys}"),
        PostgresConnectionLostException => new(HealthLevel.Unhealthy, "it hung up before it answered, or is no PostgreSQL"),
        _ => null,
    };

    private StoreTarget.Ping? Ping(PostgresAddress? address) => address is null ? null : async (endpoint, patience, token) =>
    {
        var options = new PostgresOptions { ConnectTimeout = patience, CommandTimeout = patience, Endpoint = endpoint };
        var session = await connector.OpenAsync(address, options, token).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            return await StoreTarget.BestOfThreeAsync(() => session.PingAsync(token)).ConfigureAwait(false);
        }
    };
}
