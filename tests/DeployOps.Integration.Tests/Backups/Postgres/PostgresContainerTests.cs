using DeployOps.Engine;
using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.Backups.Stores.Postgres;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Stores;
using DeployOps.Integration.Tests.Requirements;
using Xunit;

namespace DeployOps.Integration.Tests.Backups.Postgres;

public sealed class PostgresContainerTests
{
    [DockerEngineFact]
    public async Task A_newer_server_in_a_container_is_backed_up_and_restored_with_its_own_programs()
    {
        await using var server = await ContainedServer.StartAsync();
        var source = await server.CreateAsync("source", [.. EveryKind.Statements, "CREATE TABLE v (e vector(3))", "INSERT INTO v VALUES ('[1,2,3]')"]);
        foreach (var settings in new[] { new BackupPostgresSettings { Globals = true }, new BackupPostgresSettings { Format = PostgresDumpFormat.Directory } })
        {
            var backup = BackedUpServer.Backup(settings);
            using var files = new MemoryFiles();
            var dump = await backup.DumpAsync(source, files, BackedUpServer.Run, default);
            Assert.Matches("^pg_dump 17[.]\\d+", dump.Tool);
            var living = await backup.ContentAsync(source, withHash: true, BackedUpServer.Run, default);
            var read = await backup.ReadAsync(files, dump.Format, source, BackedUpServer.Run, default);
            Assert.Equal((living.Hash, true), (read.Hash, dump.Content.Counts.SequenceEqual(read.Counts)));

            var target = await server.CreateAsync($"target_{dump.Format}");
            Assert.True((await backup.EstimateAsync(target, BackedUpServer.Run, default)).IsEmpty);
            Assert.Equal(living.Hash, (await backup.RestoreAsync(target, files, new StoreRestoration(false, dump.Format), BackedUpServer.Run, default)).Hash);
            Assert.Equal(living.Hash, (await backup.RestoreAsync(target, files, new StoreRestoration(true, dump.Format), BackedUpServer.Run, default)).Hash);
            Assert.Equal("", await server.LeftAsync());
        }

        await NothingIsLeftAsync(server);
        Assert.Equal("", await server.CrashesAsync());
    }

    private static async Task NothingIsLeftAsync(ContainedServer server)
    {
        var large = await server.CreateAsync("large", "CREATE TABLE t (a int, b text)", "INSERT INTO t SELECT n, md5(n::text) || md5((n + 1)::text) FROM generate_series(1, 400000) n");
        foreach (var settings in new[] { new BackupPostgresSettings(), new BackupPostgresSettings { Format = PostgresDumpFormat.Directory } })
        {
            var tunnel = large with { Endpoint = new StoreEndpoint("127.0.0.1", server.Port) };
            using var stop = new CancellationTokenSource();
            using var files = new HeldUpFiles(async () =>
            {
                await stop.CancelAsync();
                return null;
            });
            if (settings.Format == PostgresDumpFormat.Directory)
            {
                stop.CancelAfter(TimeSpan.FromMilliseconds(900));
            }

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => BackedUpServer.Backup(settings).DumpAsync(tunnel, files, BackedUpServer.Run, stop.Token));
            var deadline = DateTime.UtcNow.AddMinutes(1);
            while (await server.LeftAsync() is { Length: > 0 } left)
            {
                Assert.True(DateTime.UtcNow < deadline, left);
                await Task.Delay(100);
            }

            Assert.Equal(0L, await BackedUpServer.RunAsync(large, "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'deployops-%'"));
        }

        using var none = new MemoryFiles();
        var missing = await Assert.ThrowsAnyAsync<DeployOpsException>(() => BackedUpServer.Backup().DumpAsync(large with { Container = null }, none, BackedUpServer.Run, default));
        Assert.True(missing is PostgresToolsMissingException { LeastMajor: 17 }, missing.ToString());
    }
}
