using DeployOps.Engine.DataStores;
using DeployOps.Engine.Stores.Postgres;

namespace DeployOps.Engine.Backups.Stores.Postgres;

/// <summary>
/// Ends what a stopped program left on the server. A server sees that its client is gone only when it writes to it, and one that waits for a lock or
/// builds an index does not write.
/// </summary>
internal static class PostgresBackends
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    /// <summary>A name that no other program's connection has.</summary>
    public static string NewName() => $"deployops-{Guid.NewGuid():N}";

    /// <summary>Ends the connections of a name, and waits until they are gone with their transactions. A server that is not there has none.</summary>
    public static async Task EndAsync(string applicationName, PostgresAddress address, DataStoreAccess access, StoreRun run)
    {
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            var session = await PostgresLogin.OpenAsync(address, access, run with { Timeout = Limit }, limit.Token).ConfigureAwait(false);
            await using (session.ConfigureAwait(false))
            {
                // The name is made of hexadecimal digits.
                while (await session.SingleAsync(
                    "ending what is left",
                    $"SELECT pg_catalog.count(pg_catalog.pg_terminate_backend(pid)) FROM pg_catalog.pg_stat_activity WHERE application_name = '{applicationName}'",
                    static row => row.GetInt64(0),
                    limit.Token).ConfigureAwait(false) > 0)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token).ConfigureAwait(false);
                }
            }
        }
        catch (Exception failure) when (failure is DeployOpsException or OperationCanceledException)
        {
            // The failure that led here is the one to be told.
        }
    }
}
