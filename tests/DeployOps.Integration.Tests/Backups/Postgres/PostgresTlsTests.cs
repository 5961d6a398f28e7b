using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.Stores.Postgres;
using DeployOps.Integration.Tests.Requirements;
using Xunit;

namespace DeployOps.Integration.Tests.Backups.Postgres;

/// <summary>A server that lets nobody in without TLS, with a database in an encoding of last century.</summary>
public sealed class PostgresTlsTests(BackedUpServer server) : IClassFixture<BackedUpServer>
{
    [PostgresFact]
    public async Task A_database_in_another_encoding_is_dumped_and_restored_over_TLS()
    {
        await server.Server.DemandTlsAsync();
        foreach (var name in new[] { "latin", "latin_copy" })
        {
            await server.RunAsync("postgres?sslmode=require", $"CREATE DATABASE {name} OWNER owner ENCODING 'LATIN1' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'");
        }

        var (source, target) = (server.Access("latin?sslmode=require"), server.Access("latin_copy?sslmode=require"));
        await BackedUpServer.RunAsync(source, "CREATE TABLE \"café\" AS SELECT n, 'été £ ' || n AS t FROM generate_series(1, 1000) n");
        var backup = BackedUpServer.Backup();
        using var files = await BackedUpServer.DumpAsync(source);
        var living = await backup.ContentAsync(source, withHash: true, BackedUpServer.Run, default);
        var restored = await backup.RestoreAsync(target, files, new StoreRestoration(false, "custom"), BackedUpServer.Run, default);

        Assert.Contains(restored.Counts, count => count is { Kind: "table", Name: "public.café", Count: 1000 });
        Assert.Equal(living.Hash, restored.Hash);
        Assert.Equal(1000L, await BackedUpServer.RunAsync(target, "SELECT count(*) FROM \"café\" WHERE t LIKE 'été £ %'"));
        await Assert.ThrowsAsync<PostgresRefusedException>(() => BackedUpServer.DumpAsync(server.Access("latin?sslmode=disable")));
    }
}
