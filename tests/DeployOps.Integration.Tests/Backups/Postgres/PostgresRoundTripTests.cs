using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.Backups.Stores.Postgres;
using DeployOps.Engine.Project.Sections;
using DeployOps.Integration.Tests.Requirements;
using Xunit;

namespace DeployOps.Integration.Tests.Backups.Postgres;

public sealed class PostgresRoundTripTests(BackedUpServer server) : IClassFixture<BackedUpServer>
{
    [PostgresFact]
    public async Task A_database_of_every_kind_comes_back_as_it_was()
    {
        var source = await server.CreateAsync(EveryKind.Statements);
        await server.RunAsync(source.Store.Postgres!.Database, $"ALTER DATABASE {source.Store.Postgres.Database} SET TimeZone = 'Asia/Seoul'");
        await server.RunAsync(source.Store.Postgres.Database, $"ALTER DATABASE {source.Store.Postgres.Database} SET bytea_output = 'escape'");
        var backup = BackedUpServer.Backup();
        var estimate = await backup.EstimateAsync(source, BackedUpServer.Run, default);
        Assert.False(estimate.IsEmpty);
        Assert.InRange(estimate.Bytes, 1_000_000, 100_000_000);

        using var files = new MemoryFiles();
        var dump = await backup.DumpAsync(source, files, BackedUpServer.Run, default);
        Assert.Equal("custom", dump.Format);
        Assert.Equal(["postgres.dump", "postgres.settings.json"], files.Names);
        Assert.StartsWith("pg_dump ", dump.Tool, StringComparison.Ordinal);
        Assert.InRange(DateTimeOffset.UtcNow - dump.SnapshotAt, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Assert.Equal(EveryKind.Tables, dump.Content.Counts.Count(count => count.Kind == "table"));
        Assert.Equal(3, Assert.Single(dump.Content.Counts, count => count.Kind == "large object").Count);
        Assert.Equal(1, dump.Content.Counts.Single(count => count.Name == "public.parent").Count);

        var living = await backup.ContentAsync(source, withHash: true, BackedUpServer.Run, default);
        var read = await backup.ReadAsync(files, dump.Format, null, BackedUpServer.Run, default);
        Assert.Equal(dump.Content.Counts, read.Counts);
        Assert.Equal(living.Hash, read.Hash);

        var target = await server.CreateAsync();
        Assert.True((await backup.EstimateAsync(target, BackedUpServer.Run, default)).IsEmpty);
        var restored = await backup.RestoreAsync(target, files, new StoreRestoration(Replace: false, dump.Format), BackedUpServer.Run, default);
        Assert.Equal(living.Hash, restored.Hash);
        Assert.Equal(living.Counts, restored.Counts);
        Assert.Equal(await server.SchemaAsync(source), await server.SchemaAsync(target));
        // Another witness of the rows than the one that is tested.
        await server.RunAsync(target.Store.Postgres!.Database, $"ALTER DATABASE {target.Store.Postgres.Database} RESET ALL");
        await server.RunAsync(source.Store.Postgres.Database, $"ALTER DATABASE {source.Store.Postgres.Database} RESET ALL");
        foreach (var table in new[] { "every", "measured", "child", "dropped", "\"Odd Schema\".\"Tab\"\"le 한글 🎉\"" })
        {
            var statement = $"SELECT count(*) || ' ' || md5(string_agg(to_jsonb(t)::text, '|' ORDER BY to_jsonb(t)::text)) FROM {table} t";
            Assert.Equal(await BackedUpServer.RunAsync(source, statement), await BackedUpServer.RunAsync(target, statement));
        }

        Assert.Equal(0, await server.LeftAsync());
    }

    [PostgresFact]
    public async Task One_changed_value_changes_the_hash_and_the_order_of_rows_does_not()
    {
        var access = await server.CreateAsync("CREATE TABLE t (a int, b text)", "INSERT INTO t VALUES (1, 'x'), (2, 'y'), (2, 'y')");
        var before = await HashAsync();
        await BackedUpServer.RunAsync(access, "UPDATE t SET b = 'x' WHERE a = 1");
        Assert.Equal(before, await HashAsync());
        var seen = new HashSet<string?> { before };
        foreach (var statement in new[] { "UPDATE t SET b = 'z' WHERE a = 1", "DELETE FROM t WHERE a = 1", "INSERT INTO t VALUES (1, NULL)", "ALTER TABLE t RENAME b TO c", "ALTER TABLE t RENAME TO u", "CREATE TABLE e ()", "CREATE SEQUENCE s", "SELECT nextval('s')", "SELECT nextval('s')", "SELECT lo_create(7)" })
        {
            await BackedUpServer.RunAsync(access, statement);
            Assert.True(seen.Add(await HashAsync()), statement);
        }

        async Task<string?> HashAsync() => (await BackedUpServer.Backup().ContentAsync(access, withHash: true, BackedUpServer.Run, default)).Hash;
    }

    [PostgresFact]
    public async Task What_is_there_is_only_replaced_when_asked_and_then_wholly()
    {
        var source = await server.CreateAsync("CREATE TABLE t (a int)", "INSERT INTO t VALUES (1)");
        var target = await server.CreateAsync(EveryKind.Statements);
        await server.RunAsync(target.Store.Postgres!.Database, "CREATE EXTENSION IF NOT EXISTS citext");
        await server.RunAsync(target.Store.Postgres.Database, "CREATE SCHEMA tools; CREATE EXTENSION IF NOT EXISTS fuzzystrmatch SCHEMA tools");
        using var files = await BackedUpServer.DumpAsync(source);
        var backup = BackedUpServer.Backup();
        var before = await backup.ContentAsync(target, withHash: true, BackedUpServer.Run, default);
        var refused = await Assert.ThrowsAsync<PostgresNotEmptyException>(() => backup.RestoreAsync(target, files, new StoreRestoration(false, "custom"), BackedUpServer.Run, default));
        Assert.InRange(refused.Objects, 30, 80);
        Assert.Equal(before.Hash, (await backup.ContentAsync(target, withHash: true, BackedUpServer.Run, default)).Hash);

        using var there = await BackedUpServer.DumpAsync(target);
        var after = await backup.RestoreAsync(target, files, new StoreRestoration(true, "custom"), BackedUpServer.Run, default);
        Assert.Equal([new ContentCount("large object", "", 0), new ContentCount("table", "public.t", 1)], after.Counts);
        Assert.Equal((await backup.ContentAsync(source, withHash: true, BackedUpServer.Run, default)).Hash, after.Hash);
        Assert.Equal(1L, await BackedUpServer.RunAsync(target, "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace WHERE nspname !~ '^pg_|^information' AND c.oid > 16383"));
        Assert.Equal(4L, await BackedUpServer.RunAsync(target, "SELECT count(*) FROM pg_extension"));

        // And back: extensions of another role, and the schema that one of them is in, are there already.
        Assert.Equal(before.Hash, (await backup.RestoreAsync(target, there, new StoreRestoration(true, "custom"), BackedUpServer.Run, default)).Hash);
    }

    [PostgresFact]
    public async Task The_directory_format_with_jobs_and_globals_comes_back_too()
    {
        var source = await server.CreateAsync(EveryKind.Statements);
        var settings = new BackupPostgresSettings { Format = PostgresDumpFormat.Directory, Jobs = 2, Globals = true };
        var backup = BackedUpServer.Backup(settings);
        using var files = new MemoryFiles();
        var dump = await backup.DumpAsync(source, files, BackedUpServer.Run, default);
        Assert.Equal(["postgres.tar", "globals.sql"], files.Names);
        Assert.Equal("directory", dump.Format);
        var globals = System.Text.Encoding.UTF8.GetString(files["globals.sql"]);
        Assert.Contains("CREATE ROLE owner", globals, StringComparison.Ordinal);
        Assert.DoesNotContain("SCRAM", globals, StringComparison.Ordinal);
        var living = await backup.ContentAsync(source, withHash: true, BackedUpServer.Run, default);
        Assert.Equal(living.Hash, (await backup.ReadAsync(files, dump.Format, null, BackedUpServer.Run, default)).Hash);
        var target = await server.CreateAsync();
        Assert.Equal(living.Hash, (await backup.RestoreAsync(target, files, new StoreRestoration(false, dump.Format), BackedUpServer.Run, default)).Hash);
    }
}
