using System.Globalization;
using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Creation;
using DeployOps.Engine.Backups.Restoration;
using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.Backups.Verification;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project;
using DeployOps.Integration.Tests.Backups.Rehearsal;
using DeployOps.Integration.Tests.Requirements;
using DeployOps.Integration.Tests.Samples;
using DeployOps.Integration.Tests.Support;
using Xunit;
using Xunit.Abstractions;

namespace DeployOps.Integration.Tests.Backups.Restoration;

/// <summary>The shop is backed up, the set is rehearsed, the shop's data is lost, and comes back.</summary>
[Collection(ShopGroup.Name)]
public sealed class ShopRestoreTests(ITestOutputHelper output)
{
    private readonly BackupPorts _ports = new();

    [DockerEngineFact]
    public async Task What_was_lost_comes_back_from_a_set_that_was_rehearsed()
    {
        await using var shop = await RunningShop.StartAsync();
        var project = ProjectReader.Find(shop.Root);

        // Nobody writes meanwhile, so that equal means equal.
        await StopApplicationAsync(shop);
        await FillAsync(shop);
        var before = await ContentsAsync(shop, project);
        var created = await new CreateBackup(project).RunAsync(new CreateBackupOptions { Verify = VerificationLevel.Hash, SkipRetention = true }, default);
        Assert.True(created.ExitCode == 0, created.Failure);

        var verified = await new VerifyBackup(project).RunAsync(new VerifyBackupOptions(), default);

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"RTO measured: {verified.RecoveryTime?.TotalSeconds:0.0} s for {verified.Set.Bytes} bytes"));
        output.WriteLine(string.Join('\n', verified.Stores.Select(store => store.ToString()).Concat(verified.Findings).Concat(verified.Notes)));
        Assert.Equal((true, 0, BackupState.Verified), (verified.Passed, verified.ExitCode, verified.Set.State));
        Assert.All(verified.Stores, store => Assert.Equal(VerificationLevel.Restore, store.Level));
        Assert.Equal("", await StoreStack.ThingsAsync($"{shop.Name}-proof-"));
        AssertSame(before, await ContentsAsync(shop, project));
        Assert.Contains("restore rehearsal", await File.ReadAllTextAsync(shop.FullPath("release.log")), StringComparison.Ordinal);

        await DamageAsync(shop);
        var damaged = await ContentsAsync(shop, project);
        Assert.NotEqual(before, damaged);
        var plan = await new RestoreBackup(project).RunAsync(new RestoreBackupOptions { IsPlan = true }, default);
        Assert.Equal(created.Set!.Id, plan.Set.Id);
        Assert.NotEmpty(plan.Differences);
        var refused = await new RestoreBackup(project).RunAsync(new RestoreBackupOptions(), default);
        Assert.Equal(2, refused.ExitCode);
        Assert.Equal(damaged, await ContentsAsync(shop, project));

        // The graph comes after PostgreSQL, and is asked before it: one store that cannot be replaced keeps every other as it is.
        await GraphAsync(shop, "CREATE INDEX FOR (n:Held) ON (n.x)");
        await ConstraintAsync(shop, "CREATE");
        foreach (var isPlan in new[] { true, false })
        {
            var hindered = await new RestoreBackup(project).RunAsync(new RestoreBackupOptions { Force = true, IsPlan = isPlan }, default);
            Assert.Equal((3, null), (hindered.ExitCode, hindered.SafetySet));
            Assert.Contains("1 constraints, which cannot be dropped over Bolt", hindered.Failure, StringComparison.Ordinal);
            Assert.All(hindered.Stores, store => Assert.Equal(store.Kind == DataStoreKind.Graph ? "Refused" : "NotTried", store.Outcome));
        }

        await ConstraintAsync(shop, "DROP");
        await GraphAsync(shop, "DROP INDEX FOR (n:Held) ON (n.x)");
        Assert.Equal(damaged, await ContentsAsync(shop, project));

        var restored = await new RestoreBackup(project).RunAsync(new RestoreBackupOptions { Force = true }, default);

        output.WriteLine(string.Join('\n', restored.Stores.Select(store => store.ToString()).Append(restored.Failure).Append(restored.NextAction)));
        Assert.True(restored.ExitCode == 0, restored.Failure);
        AssertSame(before, await ContentsAsync(shop, project));
        Assert.Equal((BackupState.Complete, $"safety set before restore of {created.Set.Id}"), (restored.SafetySet!.State, restored.SafetySet.Manifest!.Reason));
        Assert.Empty(Directory.GetFiles(Path.Combine(shop.Root, ".deployops", "proofs")));
    }

    private static void AssertSame(string wanted, string found) => Assert.True(wanted == found, $"{wanted}\n\n{found}");

    private static Task<string> StopApplicationAsync(RunningShop shop) => ComposeAsync(shop, "stop", "--timeout", "2", "frontend", "backend");

    private static Task<string> ComposeAsync(RunningShop shop, params string[] arguments) =>
        Command.SucceedAsync(shop.Root, "docker", ["compose", "--project-name", shop.Name, "--env-file", ".env.prod", "--file", "docker-compose.prod.yml", .. arguments]);

    private static Task<string> SqlAsync(RunningShop shop, string statement) =>
        ComposeAsync(shop, "exec", "-T", "db", "psql", "--no-psqlrc", "--quiet", "-U", "postgres", "-d", "shop", "-v", "ON_ERROR_STOP=1", "-c", $"SET ROLE shop; {statement}");

    private static Task<string> RedisAsync(RunningShop shop, string commands) =>
        ComposeAsync(shop, "exec", "-T", "cache", "bash", "-c", $"export REDISCLI_AUTH=\"$REDIS_PASSWORD\"; {commands}");

    private static Task<string> ConstraintAsync(RunningShop shop, string what) => ComposeAsync(
        shop, "exec", "-T", "graph", "bash", "-c", $"export REDISCLI_AUTH=\"$NEO4J_PASSWORD\"; valkey-cli GRAPH.CONSTRAINT {what} falkordb UNIQUE NODE Held PROPERTIES 1 x");

    // The last lines say how long it took.
    private static async Task<string> GraphAsync(RunningShop shop, string query) => string.Join(
        ' ',
        (await ComposeAsync(shop, "exec", "-T", "graph", "bash", "-c", "export REDISCLI_AUTH=\"$NEO4J_PASSWORD\"; valkey-cli GRAPH.QUERY falkordb \"$0\"", query))
            .Split('\n').Where(line => !line.StartsWith("Cached", StringComparison.Ordinal) && !line.StartsWith("Query", StringComparison.Ordinal)));

    private static async Task FillAsync(RunningShop shop)
    {
        await SqlAsync(shop, "CREATE TABLE \"주문\" (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, what text, at timestamptz DEFAULT now()); INSERT INTO \"주문\" (what) SELECT 'order ' || n FROM generate_series(1, 2000) n");
        await RedisAsync(shop, "for n in {1..50}; do echo \"SET key:$n value:$n\"; echo \"RPUSH list $n\"; done | valkey-cli >/dev/null; valkey-cli -n 2 HSET hash field value >/dev/null; valkey-cli SET fleeting x EX 86400 >/dev/null");
    }

    private static async Task DamageAsync(RunningShop shop)
    {
        await SqlAsync(shop, "DELETE FROM \"주문\" WHERE id > 10; CREATE TABLE unwanted (id int); UPDATE \"주문\" SET what = 'changed' WHERE id = 3");
        await RedisAsync(shop, "valkey-cli DEL list >/dev/null; valkey-cli SET key:1 changed >/dev/null; valkey-cli -n 2 FLUSHDB >/dev/null");
        await GraphAsync(shop, "MATCH (n) DETACH DELETE n");
    }

    // Counts and hashes as one text, so that a failure shows which differ.
    private async Task<string> ContentsAsync(RunningShop shop, DeployProject project)
    {
        var stores = await ProjectStores.FindAsync(project, _ports.Engine, _ports.ProcessEnvironment, default);
        var lines = new List<string>();
        foreach (var store in stores.Stores)
        {
            await using var open = await stores.OpenAsync(store, _ports.Routes, default);
            var content = await StoreBackups.Of(store.Kind, project.Backup, _ports, stores.Lookup).ContentAsync(open.Access, withHash: true, new StoreRun(), default);

            // The hash of a graph goes by numbers that its server gives anew.
            var rows = store.Kind == DataStoreKind.Graph ? await GraphAsync(shop, "MATCH (n) RETURN labels(n), n.name ORDER BY n.name") : content.Hash;
            lines.Add($"{store.Kind}: {rows}: {string.Join(", ", content.Counts.Select(count => $"{count.Kind} {count.Name}={count.Count}"))}");
        }

        return string.Join('\n', lines);
    }
}
