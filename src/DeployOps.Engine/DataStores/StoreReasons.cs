using DeployOps.Engine.Stores.Graph;
using DeployOps.Engine.Stores.Postgres;
using DeployOps.Engine.Stores.Redis;

namespace DeployOps.Engine.DataStores;

/// <summary>
/// Why a store does not do what it is asked, in few words that name the keys and never their values; <see langword="null"/> for a failure
/// that is none of that kind of store.
/// </summary>
internal static class StoreReasons
{
    /// <summary>Of any kind.</summary>
    public static string? Of(DeployOpsException failure, string keys) => OfPostgres(failure, keys) ?? OfRedis(failure, keys) ?? OfGraph(failure, keys);

    /// <summary>Of PostgreSQL.</summary>
    public static string? OfPostgres(DeployOpsException failure, string keys) => failure switch
    {
        PostgresAddressException address => $"{keys} cannot be used: {address.Reason}",
        PostgresRefusedException { IsLoginRefused: true } refused => $"it refuses the login: {refused.Reason}; look at {keys}",
        PostgresRefusedException { SqlState: "3D000" } refused => $"{refused.Reason}; look at {keys}",
        PostgresRefusedException refused => refused.Reason,
        PostgresTimeoutException late => $"it did not answer within {late.Limit.TotalSeconds:0.###} s",
        PostgresUnreachableException away => away.Reason,
        PostgresTlsException => $"TLS failed from here: its certificate is not trusted on this machine, or the server has no TLS; look at {keys}",
        PostgresConnectionLostException => "it hung up before it answered, or is no PostgreSQL",
        _ => null,
    };

    /// <summary>Of Redis.</summary>
    public static string? OfRedis(DeployOpsException failure, string keys) => failure switch
    {
        RedisAddressException address => $"{keys} cannot be used: {address.Reason}",
        RedisLoginRefusedException refused => $"it refuses the login ({refused.Code}); look at {keys}",
        RedisRefusedException { Code: "NOAUTH" } => $"it wants a login (NOAUTH); look at {keys}",
        RedisRefusedException { Code: "NOPERM" } refused => $"the user may not {refused.Command} (NOPERM); look at {keys}",
        RedisRefusedException { Code: "LOADING" } => "it still reads its data from disk (LOADING)",
        RedisRefusedException refused => $"it refuses {refused.Command} ({refused.Code})",
        RedisTimeoutException late => $"it did not answer within {late.Limit.TotalSeconds:0.###} s",
        RedisUnreachableException away => away.Reason,
        RedisTlsException => $"TLS failed from here: its certificate is not trusted on this machine, or the port has no TLS; look at {keys}",
        RedisConnectionLostException => "it hung up before it answered",
        RedisProtocolException => "what answers there is no Redis",
        _ => null,
    };

    /// <summary>Of a graph.</summary>
    public static string? OfGraph(DeployOpsException failure, string keys) => failure switch
    {
        GraphAddressException address => $"{keys} cannot be used: {address.Reason}",
        GraphLoginRefusedException refused => $"it refuses the login ({refused.Code}); look at {keys}",
        GraphQueryException refused when refused.Code.Contains(".Security.", StringComparison.Ordinal) => $"the user may not do this ({refused.Code}); look at {keys}",
        GraphQueryException refused when IsReadOnly(refused.Code) => $"it only takes reading ({refused.Code}); name the leader in {keys}",
        GraphQueryException refused => $"it refuses a query ({refused.Code})",
        GraphTimeoutException late => $"it did not answer within {late.Limit.TotalSeconds:0.###} s",
        GraphServerUnreachableException away => away.Reason,
        GraphTlsException => $"TLS failed from here: its certificate is not trusted on this machine or for this way, or the port has no TLS; look at {keys}",
        GraphConnectionLostException => "it hung up before it answered",
        GraphProtocolException => "what answers there does not speak Bolt",
        _ => null,
    };

    // Source: Neo4j status codes, "Cluster" and "General".
    private static bool IsReadOnly(string code) => code is "Neo.ClientError.Cluster.NotALeader" or "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase" or "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase";
}
