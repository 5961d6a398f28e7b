using System.Text.Json;
using DeployOps.Engine;
using DeployOps.Engine.Processes;
using DeployOps.Integration.Tests.Requirements;
using DeployOps.Integration.Tests.Stores.Postgres;
using DeployOps.Integration.Tests.Support;
using Xunit;

namespace DeployOps.Integration.Tests.Backups.Faces;

/// <summary>The console commands of backups, as processes of their own, on a real PostgreSQL.</summary>
public sealed class BackupCommandTests
{
    [PostgresFact]
    public async Task A_set_is_made_proven_listed_copied_and_counts_as_healthy()
    {
        await using var project = await DatabaseProject.StartAsync();
        var plan = await RunAsync(project, ExitCodes.Passed, "run", "--what-if");
        Assert.Contains("nothing was written", plan, StringComparison.Ordinal);
        Assert.False(Directory.Exists(project.Sets));

        var made = await RunAsync(project, ExitCodes.Passed, "run", "--verify", "restore", "--reason", "a test");
        Assert.Matches("Postgres +[0-9.]+ K?i?B", made);
        Assert.Contains("is VERIFIED", made, StringComparison.Ordinal);
        Assert.Contains("2 tables, 21 rows", made, StringComparison.Ordinal);
        var id = Path.GetFileName(Directory.GetDirectories(project.Sets).Single(folder => Path.GetFileName(folder).StartsWith("20", StringComparison.Ordinal)));

        var listed = await RunAsync(project, ExitCodes.Passed, "list");
        Assert.Matches($"{id} +Verified .*within .*a test", listed);
        Assert.Contains("passed", await RunAsync(project, ExitCodes.Passed, "test", "--set", id, "--level", "read"), StringComparison.Ordinal);

        var other = Directory.CreateDirectory(Path.Combine(project.Root, "other"));
        await RunAsync(project, ExitCodes.Passed, "copy", "--copy-to", other.FullName);
        using var sets = Json(await RunAsync(project, ExitCodes.Passed, "list", "--destination", other.FullName, "--format", "json"));
        var copy = sets.RootElement.GetProperty("sets").EnumerateArray().Single();
        Assert.Equal((id, "Verified"), (copy.GetProperty("id").GetString(), copy.GetProperty("state").GetString()));

        using var health = Json(await RunAsync(project, null, "health", "--format", "json"));
        Assert.Equal(id, health.RootElement.GetProperty("lastVerified").GetProperty("id").GetString());
        Assert.Equal("", await RunAsync(project, ExitCodes.Passed, "list", "--quiet"));
    }

    [PostgresFact]
    public async Task Progress_and_report_are_objects_of_a_line_each()
    {
        await using var project = await DatabaseProject.StartAsync();
        var lines = (await RunAsync(project, ExitCodes.Passed, "run", "--verify", "hash", "--format", "ndjson")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var objects = lines.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.Contains(objects, one => one.GetProperty("type").GetString() == "progress" && one.GetProperty("phase").GetString() == "Dump" && one.GetProperty("store").GetString() == "Postgres");
        var report = objects[^1];
        Assert.Equal("backup", report.GetProperty("type").GetString());
        Assert.Equal("Complete", report.GetProperty("set").GetProperty("state").GetString());
        Assert.Equal(64, report.GetProperty("stores")[0].GetProperty("files")[0].GetProperty("sha256").GetString()!.Length);
        Assert.Single(objects, one => one.GetProperty("type").GetString() == "backup");
    }

    [PostgresFact]
    public async Task A_restore_over_a_living_store_needs_force_and_an_answer_and_takes_a_safety_set()
    {
        await using var project = await DatabaseProject.StartAsync();
        await RunAsync(project, ExitCodes.Passed, "run", "--verify", "restore");
        await project.AskAsync("DELETE FROM items WHERE id <= 2; CREATE TABLE later (id int)");

        var plan = await RunAsync(project, null, "restore", "--what-if", "--force");
        Assert.Matches("Postgres +table +18 +20 +public.items", plan);
        Assert.Matches("Postgres +table +0 +- +public.later", plan);
        Assert.Contains("nothing was changed", plan, StringComparison.Ordinal);
        Assert.Contains("[NotConfirmed]", await RunAsync(project, ExitCodes.Usage, "restore", "--force"), StringComparison.Ordinal);
        await RunAsync(project, ExitCodes.Usage, "restore", "--yes");
        Assert.Equal("18", await project.AskAsync("SELECT count(*) FROM items"));

        var restored = await RunAsync(project, ExitCodes.Passed, "restore", "--force", "--yes");
        Assert.Contains("safety set", restored, StringComparison.Ordinal);
        Assert.Equal("20", await project.AskAsync("SELECT count(*) FROM items"));
        Assert.Equal("", await project.AskAsync("SELECT to_regclass('later')"));
    }

    [PostgresFact]
    public async Task A_damaged_set_does_not_pass_and_is_not_restored()
    {
        await using var project = await DatabaseProject.StartAsync();
        await RunAsync(project, ExitCodes.Passed, "run", "--verify", "read");
        var dump = Directory.GetFiles(project.Sets, "postgres*", SearchOption.AllDirectories).Single();
        var bytes = await File.ReadAllBytesAsync(dump);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(dump, bytes);
        foreach (var level in (string[])["hash", "read", "restore"])
        {
            Assert.Contains("did not pass", await RunAsync(project, ExitCodes.GateFailed, "test", "--level", level), StringComparison.Ordinal);
        }

        await project.AskAsync("DROP TABLE items, 한글");
        var id = Path.GetFileName(Path.GetDirectoryName(dump)!);
        await RunAsync(project, ExitCodes.GateFailed, "restore", "--set", id, "--yes");
        Assert.Equal("", await project.AskAsync("SELECT to_regclass('items')"));
    }

    [PostgresFact]
    public async Task A_store_that_is_gone_is_a_failure_with_the_next_step_and_no_set()
    {
        await using var project = await DatabaseProject.StartAsync();
        await project.Server.StopAsync();
        var said = await RunAsync(project, ExitCodes.Environment, "run");
        Assert.Contains("next", said, StringComparison.Ordinal);
        Assert.Equal("There is no backup set.", (await RunAsync(project, ExitCodes.Passed, "list")).Trim());
        var stores = await ConsoleFace.RunAsync(project.Root, "stores", "--format", "ndjson");
        Assert.Equal(ExitCodes.Environment, stores.ExitCode);
        Assert.Contains("\"type\":\"storeStep\"", Everything(stores), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task Old_sets_go_only_with_an_answer_and_the_last_verified_one_stays()
    {
        await using var project = await DatabaseProject.StartAsync();
        await File.AppendAllTextAsync(Path.Combine(project.Root, "deployops.yml"), "backup:\n  keep:\n    last: 1\n    age: 0s\n");
        await RunAsync(project, ExitCodes.Passed, "run", "--verify", "restore", "--skip-retention");
        await RunAsync(project, ExitCodes.Passed, "run", "--verify", "hash", "--skip-retention");
        await RunAsync(project, ExitCodes.Passed, "run", "--verify", "hash", "--skip-retention");
        Assert.Contains("1 of 3 sets would be removed", await RunAsync(project, ExitCodes.Passed, "remove", "--what-if"), StringComparison.Ordinal);
        Assert.Contains("[NotConfirmed]", await RunAsync(project, ExitCodes.Usage, "remove"), StringComparison.Ordinal);
        Assert.Contains("1 of 3 sets were removed", await RunAsync(project, ExitCodes.Passed, "remove", "--yes"), StringComparison.Ordinal);
        var verified = (await RunAsync(project, ExitCodes.Passed, "list", "--state", "verified")).Split('\n').Single(line => line.StartsWith("20", StringComparison.Ordinal)).Split(' ')[0];
        await RunAsync(project, ExitCodes.Usage, "remove", "--set", verified, "--yes");
    }

    [PostgresFact]
    public async Task The_stores_are_tried_and_a_task_is_planned()
    {
        await using var project = await DatabaseProject.StartAsync();
        var tried = await ConsoleFace.RunAsync(project.Root, "stores", "--rounds", "2");
        Assert.Matches("Postgres +read +.* ms", Everything(tried));
        Assert.Equal("1", await project.AskAsync("SELECT count(*) FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema)'"));
        var planned = await RunAsync(project, ExitCodes.Passed, "task", "register", "--every", "6h", "--scheduler", "cron", "--what-if");
        Assert.Contains("backup run", planned, StringComparison.Ordinal);
        Assert.Contains("not registered", planned, StringComparison.Ordinal);
        Assert.Contains("There is no backup task", await RunAsync(project, ExitCodes.Passed, "task", "show"), StringComparison.Ordinal);
        Assert.Contains("must be a time", await RunAsync(project, ExitCodes.Usage, "task", "register", "--every", "soon"), StringComparison.Ordinal);
    }

    private static async Task<string> RunAsync(DatabaseProject project, int? exitCode, params string[] arguments)
    {
        var result = await ConsoleFace.RunAsync(project.Root, input: "", ["backup", .. arguments]);
        var said = Everything(result);
        Assert.True(exitCode is null || result.ExitCode == exitCode, $"{string.Join(' ', arguments)} ended with {result.ExitCode}:\n{said}");
        Assert.DoesNotContain(PostgresServer.Password, said, StringComparison.Ordinal);
        return said;
    }

    private static string Everything(ProcessResult result) => result.StandardOutput.Reveal() + result.StandardError.Reveal();

    private static JsonDocument Json(string text) => JsonDocument.Parse(text);
}
