using DeployOps.Engine.DataStores;
using DeployOps.Engine.Stores.Redis;

namespace DeployOps.Engine.Backups.Stores.Redis;

/// <summary>Looks at a server before its dump.</summary>
internal static class RedisEstimate
{
    public static async Task<StoreEstimate> RunAsync(DataStoreAccess source, StoreRun run, CancellationToken cancellationToken)
    {
        var connection = await RedisAccess.OpenAsync(source, run, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var facts = await RedisServerFacts.AskAsync(connection, cancellationToken).ConfigureAwait(false);
            return new StoreEstimate(facts.Version, facts.UsedMemory, facts.Keys == 0 && await FunctionsAsync(connection, cancellationToken).ConfigureAwait(false) == 0);
        }
    }

    /// <summary>How many function libraries there are; none on servers before version 7, or where the user may not ask.</summary>
    public static async Task<int> FunctionsAsync(IRedisConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            return (await connection.SendAsync(["FUNCTION", "LIST"], cancellationToken).ConfigureAwait(false)).Items.Count;
        }
        catch (RedisRefusedException)
        {
            return 0;
        }
    }
}
