using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.Backups.Stores.Postgres;
using DeployOps.Engine.DataStores;
using DeployOps.Integration.Tests.Requirements;
using Xunit;

namespace DeployOps.Integration.Tests.Backups.Postgres;

/// <summary>Tables of extensions whose rows a dump holds. The extension stays when its database is replaced, and so do they.</summary>
public sealed class ExtensionTableTests(BackedUpServer server) : IClassFixture<BackedUpServer>
{
    // What an extension's script does with pg_extension_config_dump, which only such a script may call.
    private static readonly string[] Extension =
    [
        "CREATE EXTENSION pg_trgm",
        "CREATE TABLE conf (id int, name text, own boolean); CREATE TABLE keyed (id int PRIMARY KEY); CREATE TABLE pointing (id int REFERENCES keyed); CREATE SEQUENCE numbers",
        "ALTER EXTENSION pg_trgm ADD TABLE conf; ALTER EXTENSION pg_trgm ADD TABLE keyed; ALTER EXTENSION pg_trgm ADD TABLE pointing; ALTER EXTENSION pg_trgm ADD SEQUENCE numbers",
        "UPDATE pg_extension SET extconfig = ARRAY['keyed'::regclass::oid, 'conf'::regclass::oid, 'pointing'::regclass::oid, 'numbers'::regclass::oid], extcondition = ARRAY['', 'WHERE own', '', ''] WHERE extname = 'pg_trgm'",
        "GRANT ALL ON conf, keyed, pointing TO owner; GRANT ALL ON numbers TO owner",
        "INSERT INTO conf VALUES (1, 'built in', false), (2, 'own', true), (3, 'own', true); INSERT INTO keyed VALUES (1), (2); INSERT INTO pointing VALUES (1); SELECT setval('numbers', 41)",
    ];

    [PostgresFact]
    public async Task Their_rows_are_replaced_and_not_doubled_with_a_key_or_without()
    {
        var access = await ExtendedAsync();
        using var files = await BackedUpServer.DumpAsync(access);
        var wanted = await ContentAsync(access);
        await server.RunAsync(access.Store.Postgres!.Database, "INSERT INTO conf VALUES (4, 'later', true); DELETE FROM pointing; INSERT INTO keyed VALUES (7); INSERT INTO pointing VALUES (7), (2); SELECT setval('numbers', 99)");

        var restored = await BackedUpServer.Backup().RestoreAsync(access, files, new StoreRestoration(true, "custom", wanted.Counts), BackedUpServer.Run, default);

        Assert.Equal(wanted.Hash, restored.Hash);
        Assert.Equal(wanted.Counts, restored.Counts);
        Assert.Equal("1 built in, 2 own, 3 own", await BackedUpServer.RunAsync(access, "SELECT string_agg(id || ' ' || name, ', ' ORDER BY id) FROM conf"));
        Assert.Equal(41L, await BackedUpServer.RunAsync(access, "SELECT last_value FROM numbers"));

        // And once more, since nothing of it is left behind.
        Assert.Equal(wanted.Hash, (await BackedUpServer.Backup().RestoreAsync(access, files, new StoreRestoration(true, "custom", wanted.Counts), BackedUpServer.Run, default)).Hash);
    }

    [PostgresFact]
    public async Task Rows_that_would_be_more_or_fewer_than_those_of_the_dump_are_seen_before_the_commit()
    {
        var access = await ExtendedAsync();
        using var files = await BackedUpServer.DumpAsync(access);
        var before = await ContentAsync(access);
        var counts = before.Counts.Select(count => count.Name == "public.conf" ? count with { Count = 3 } : count).ToList();

        var failure = await Assert.ThrowsAsync<PostgresRestoreFailedException>(() =>
            BackedUpServer.Backup().RestoreAsync(access, files, new StoreRestoration(true, "custom", counts), BackedUpServer.Run, default));

        Assert.Contains("a table of an extension", failure.Message, StringComparison.Ordinal);
        Assert.True(failure.IsOutcomeKnown);
        Assert.Equal(before.Hash, (await ContentAsync(access)).Hash);
    }

    [PostgresFact]
    public async Task Such_rows_alone_make_a_database_one_that_is_not_empty()
    {
        var access = await ExtendedAsync();
        await server.RunAsync(access.Store.Postgres!.Database, "DROP TABLE t");

        Assert.False((await BackedUpServer.Backup().EstimateAsync(access, BackedUpServer.Run, default)).IsEmpty);
        await server.RunAsync(access.Store.Postgres.Database, "DELETE FROM conf WHERE own; DELETE FROM pointing; DELETE FROM keyed");
        Assert.True((await BackedUpServer.Backup().EstimateAsync(access, BackedUpServer.Run, default)).IsEmpty);
    }

    private static Task<StoreContent> ContentAsync(DataStoreAccess access) => BackedUpServer.Backup().ContentAsync(access, withHash: true, BackedUpServer.Run, default);

    private async Task<DataStoreAccess> ExtendedAsync()
    {
        var access = await server.CreateAsync("CREATE TABLE t (a int)", "INSERT INTO t VALUES (1)");
        foreach (var statement in Extension)
        {
            await server.RunAsync(access.Store.Postgres!.Database, statement);
        }

        return access;
    }
}
