using System.Diagnostics;
using DeployOps.Engine;
using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.Backups.Stores.Postgres;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Stores;
using DeployOps.Engine.Stores.Postgres;
using DeployOps.Integration.Tests.Requirements;
using DeployOps.Integration.Tests.Stores.Postgres;
using DeployOps.Integration.Tests.Support;
using Xunit;

namespace DeployOps.Integration.Tests.Backups.Postgres;

public sealed class PostgresFailureTests(BackedUpServer server) : IClassFixture<BackedUpServer>
{
    private const string Large = "INSERT INTO t SELECT n, md5(n::text) || md5((n + 1)::text) FROM generate_series(1, 100000) n";

    [PostgresFact]
    public async Task A_dump_whose_program_or_server_or_connection_dies_is_a_named_failure_and_leaves_nothing()
    {
        var source = await server.CreateAsync("CREATE TABLE t (a int, b text)", Large, Large);
        await DemandFailureAsync(() => server.RunAsync("postgres", "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name LIKE 'deployops-%'"));
        await DemandFailureAsync(() => HarmByAsync($"for p in /proc/[0-9]*; do if tr '\\0' '\\n' < $p/environ 2>/dev/null | grep -qx 'PGPORT={server.Server.Port}' && grep -q '^pg_dump' $p/comm; then kill -9 ${{p#/proc/}}; fi; done"));
        await DemandFailureAsync(async () =>
        {
            await server.Server.StopAsync();
            return null;
        }, isDumpFailure: false);
        await server.Server.StartAgainAsync();
        using var files = new MemoryFiles();
        await BackedUpServer.Backup().DumpAsync(source, files, BackedUpServer.Run, default);

        async Task DemandFailureAsync(Func<Task<object?>> harm, bool isDumpFailure = true)
        {
            using var broken = new HeldUpFiles(harm);
            var failure = await Assert.ThrowsAnyAsync<DeployOpsException>(() => BackedUpServer.Backup().DumpAsync(source, broken, BackedUpServer.Run, default));
            Assert.True(broken.WasHarmed);
            Assert.True(!isDumpFailure || failure is PostgresDumpFailedException, failure.ToString());
        }
    }

    [PostgresFact]
    public async Task A_wrong_password_a_lock_that_is_held_and_a_time_that_is_up_have_names()
    {
        var source = await server.CreateAsync("CREATE TABLE t (a int)");
        var wrong = server.Access(source.Store.Postgres!.Database, "owner:wr0ng-pw");
        using var files = new MemoryFiles();
        var login = await Assert.ThrowsAsync<PostgresRefusedException>(() => BackedUpServer.Backup().DumpAsync(wrong, files, BackedUpServer.Run, default));
        Assert.Equal("PostgresLoginRefused", login.ErrorId);
        Assert.Empty(files.Names);

        await using var holder = await new PostgresConnector().OpenAsync(source.Store.Postgres, new PostgresOptions { Endpoint = source.Endpoint }, default);
        await holder.ExecuteAsync("BEGIN");
        await holder.ExecuteAsync("LOCK TABLE t");
        var started = Stopwatch.GetTimestamp();
        var locked = await Assert.ThrowsAsync<PostgresLockTimeoutException>(() =>
            BackedUpServer.Backup(new BackupPostgresSettings { LockTimeout = TimeSpan.FromSeconds(1) }).DumpAsync(source, files, BackedUpServer.Run, default));
        Assert.Contains("lock-timeout", locked.RecommendedAction, StringComparison.Ordinal);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.FromSeconds(0.9), TimeSpan.FromSeconds(50));

        await Assert.ThrowsAsync<PostgresBackupTimeoutException>(() => BackedUpServer.Backup().DumpAsync(source, files, BackedUpServer.Run with { Timeout = TimeSpan.FromSeconds(2) }, default));
        using var cancelled = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => BackedUpServer.Backup().DumpAsync(source, files, BackedUpServer.Run, cancelled.Token));
        Assert.Equal(0, await server.LeftAsync());
    }

    [PostgresFact]
    public async Task A_file_that_is_damaged_or_is_something_else_is_refused_by_name()
    {
        var source = await server.CreateAsync("CREATE TABLE t (a int, b text)", "INSERT INTO t SELECT n, md5(n::text) FROM generate_series(1, 2000) n", "SELECT lo_from_bytea(0, '\\x0102')");
        using var files = new MemoryFiles();
        var settings = new BackupPostgresSettings { Globals = true };
        await BackedUpServer.Backup(settings).DumpAsync(source, files, BackedUpServer.Run, default);
        var whole = files.First;
        await DemandRefusalAsync([]);
        await DemandRefusalAsync("REDIS0011\xfa\x09redis-ver"u8.ToArray());
        await DemandRefusalAsync(files["globals.sql"]);
        await DemandRefusalAsync(whole[..5]);
        await DemandRefusalAsync([.. whole, .. "more"u8]);
        await DemandRefusalAsync(await TarAsync());
        foreach (var part in new[] { 0.1, 0.5, 0.9, 0.999 })
        {
            await DemandRefusalAsync(whole[..(int)(whole.Length * part)]);
        }

        // In the rows themselves, where zlib's own sum finds it.
        var flipped = whole.ToArray();
        flipped[(int)(whole.Length * 0.6)] ^= 4;
        await DemandRefusalAsync(flipped);
        using var good = MemoryFiles.Of(whole);
        await Assert.ThrowsAsync<PostgresDumpInvalidException>(() => BackedUpServer.Backup().ReadAsync(good, "directory", null, BackedUpServer.Run, default));
        await Assert.ThrowsAsync<PostgresDumpInvalidException>(() => BackedUpServer.Backup().ReadAsync(good, "cypher", null, BackedUpServer.Run, default));

        async Task DemandRefusalAsync(byte[] content)
        {
            using var bad = MemoryFiles.Of(content);
            var failure = await Assert.ThrowsAsync<PostgresDumpInvalidException>(() => BackedUpServer.Backup().ReadAsync(bad, "custom", null, BackedUpServer.Run, default));
            Assert.Equal("PostgresDumpInvalid", failure.ErrorId);
        }

        async Task<byte[]> TarAsync()
        {
            using var tar = await BackedUpServer.DumpAsync(source, new BackupPostgresSettings { Format = PostgresDumpFormat.Directory });
            return tar.First;
        }
    }

    [PostgresFact]
    public async Task A_restore_that_is_stopped_or_meets_damage_leaves_the_target_as_it_was()
    {
        var source = await server.CreateAsync("CREATE TABLE t (a int, b text)", Large, "CREATE INDEX ON t (b)", "SELECT lo_from_bytea(0, '\\x0102')");
        var target = await server.CreateAsync("CREATE TABLE old (a int)", "INSERT INTO old VALUES (1), (2)", "SELECT lo_from_bytea(0, '\\x03')");
        using var files = await BackedUpServer.DumpAsync(source);
        var before = await HashAsync();
        var backup = BackedUpServer.Backup();
        var replace = new StoreRestoration(Replace: true, "custom");

        using var stop = new CancellationTokenSource();
        using var slow = new MemoryFiles { BeforeRead = async (position, token) => { if (position > files.First.Length / 2) { await stop.CancelAsync(); await Task.Delay(1000, token); } } };
        slow.Create("postgres.dump").Write(files.First);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => backup.RestoreAsync(target, slow, replace, BackedUpServer.Run, stop.Token));
        Assert.Equal(0, await server.LeftAsync());
        Assert.Equal(before, await HashAsync());

        var damaged = files.First.ToArray();
        damaged[damaged.Length / 2] ^= 0x10;
        foreach (var content in new[] { damaged, files.First[..(files.First.Length - 20_000)], files.First[..100] })
        {
            using var bad = MemoryFiles.Of(content);
            await Assert.ThrowsAnyAsync<DeployOpsException>(() => backup.RestoreAsync(target, bad, replace, BackedUpServer.Run, default));
            Assert.Equal(before, await HashAsync());
        }

        // Whatever is only found with the last byte (the hash of the manifest) is found before the COMMIT.
        using var liar = new MemoryFiles { BeforeRead = (position, _) => position < files.First.Length ? Task.CompletedTask : throw new PostgresDumpInvalidException("postgres.dump", "its hash is another") };
        liar.Create("postgres.dump").Write(files.First);
        await Assert.ThrowsAsync<PostgresDumpInvalidException>(() => backup.RestoreAsync(target, liar, replace, BackedUpServer.Run, default));
        Assert.Equal(before, await HashAsync());

        // Something that the role may not do, in the middle.
        var special = await server.CreateAsync("CREATE TABLE t (a int)");
        await server.RunAsync(special.Store.Postgres!.Database, "CREATE FUNCTION f() RETURNS int LANGUAGE c AS '$libdir/plpgsql', 'plpgsql_call_handler'");
        using var forbidden = await BackedUpServer.DumpAsync(special);
        var refused = await Assert.ThrowsAsync<PostgresRestoreFailedException>(() => backup.RestoreAsync(target, forbidden, replace, BackedUpServer.Run, default));
        Assert.Contains("FUNCTION f() was refused: the role may not do this (SQLSTATE 42501)", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await HashAsync());

        await using var holder = await new PostgresConnector().OpenAsync(target.Store.Postgres!, new PostgresOptions { Endpoint = target.Endpoint }, default);
        await holder.ExecuteAsync("BEGIN");
        await holder.ExecuteAsync("SELECT count(*) FROM old");
        await Assert.ThrowsAsync<PostgresLockTimeoutException>(() =>
            BackedUpServer.Backup(new BackupPostgresSettings { LockTimeout = TimeSpan.FromMilliseconds(500) }).RestoreAsync(target, files, replace, BackedUpServer.Run, default));
        Assert.Equal(before, await HashAsync());

        async Task<string?> HashAsync() => (await BackedUpServer.Backup().ContentAsync(target, withHash: true, BackedUpServer.Run, default)).Hash;
    }

    [PostgresFact]
    public async Task A_server_that_cannot_be_reached_and_a_role_that_may_not_read_are_named()
    {
        var access = await server.CreateAsync("CREATE TABLE t (a int)");
        var away = access with { Endpoint = new StoreEndpoint("127.0.0.1", FreePort.Next()) };
        using var files = new MemoryFiles();
        await Assert.ThrowsAsync<PostgresUnreachableException>(() => BackedUpServer.Backup().EstimateAsync(away, BackedUpServer.Run, default));
        await Assert.ThrowsAsync<PostgresUnreachableException>(() => BackedUpServer.Backup().DumpAsync(away, files, BackedUpServer.Run, default));
        var stranger = server.Access(access.Store.Postgres!.Database, "small:small");
        var failure = await Assert.ThrowsAnyAsync<DeployOpsException>(() => BackedUpServer.Backup().DumpAsync(stranger, files, BackedUpServer.Run, default));
        Assert.True(failure is PostgresRefusedException { SqlState: "42501" } or PostgresDumpFailedException, failure.ToString());
        Assert.DoesNotContain(PostgresServer.Password, failure.ToString(), StringComparison.Ordinal);
    }

    private static async Task<object?> HarmByAsync(string script) => await Command.RunAsync(null, "sh", "-c", script);
}
