using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.DataStores;
using DeployOps.Integration.Tests.Requirements;
using Xunit;

namespace DeployOps.Integration.Tests.Backups.Postgres;

/// <summary>What ALTER DATABASE … SET has set comes back, and its values are in no text.</summary>
public sealed class DatabaseSettingsTests(BackedUpServer server) : IClassFixture<BackedUpServer>
{
    private const string Settings = "SELECT COALESCE(string_agg(s, ' | ' ORDER BY s), '') FROM (SELECT unnest(setconfig) s FROM pg_db_role_setting WHERE setdatabase = (SELECT oid FROM pg_database WHERE datname = current_database()) AND setrole = 0) x";

    [PostgresFact]
    public async Task They_come_back_into_an_empty_database_and_over_a_living_one()
    {
        var source = await server.CreateAsync("CREATE TABLE t (a int)");
        await SetAsync(source, "search_path TO \"$user\", 'a, odd \"schema\"', public", "TimeZone TO 'Asia/Seoul'", "statement_timeout TO 90000", "\"app.secret\" TO E'it''s \\\\ hunter2'");
        using var files = new MemoryFiles();
        var dump = await BackedUpServer.Backup().DumpAsync(source, files, BackedUpServer.Run, default);
        Assert.Contains(dump.Notes, note => note.Contains("app.secret, search_path, statement_timeout, TimeZone", StringComparison.OrdinalIgnoreCase));
        var wanted = (string)(await BackedUpServer.RunAsync(source, Settings))!;
        Assert.Contains("hunter2", wanted, StringComparison.Ordinal);
        var notes = new List<string>();
        var run = BackedUpServer.Run with { OnNote = notes.Add };

        // A setting that the server does not know, such as app.secret, only an administrator may set.
        var target = server.Administrator((await server.CreateAsync()).Store.Postgres!.Database);
        Assert.Contains("search_path", Assert.Single(await BackedUpServer.Backup().DemandRestorableAsync(target, files, new StoreRestoration(false, "custom"), run, default)), StringComparison.Ordinal);
        await BackedUpServer.Backup().RestoreAsync(target, files, new StoreRestoration(false, "custom"), run, default);
        Assert.Equal(wanted, await BackedUpServer.RunAsync(target, Settings));
        Assert.Contains("were put back", Assert.Single(notes), StringComparison.Ordinal);

        // Over the living one: what was changed is as it was, what came besides stays and is named.
        notes.Clear();
        await SetAsync(source, "TimeZone TO 'UTC'", "work_mem TO '8MB'");
        await BackedUpServer.Backup().RestoreAsync(source, files, new StoreRestoration(true, "custom"), run, default);
        Assert.Equal(wanted + " | work_mem=8MB", await BackedUpServer.RunAsync(source, Settings));
        Assert.Contains(notes, note => note.Contains("put back: TimeZone.", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(notes, note => note.EndsWith("they stay: work_mem.", StringComparison.Ordinal));
        Assert.DoesNotContain(notes.Concat(dump.Notes), note => note.Contains("hunter2", StringComparison.Ordinal) || note.Contains("Seoul", StringComparison.Ordinal));
    }

    [PostgresFact]
    public async Task What_the_role_may_not_set_is_noted_by_name_and_the_rows_are_there()
    {
        var source = await server.CreateAsync("CREATE TABLE t (a int)", "INSERT INTO t VALUES (1)");
        var name = source.Store.Postgres!.Database;
        await server.RunAsync(name, $"ALTER DATABASE {name} SET log_min_duration_statement TO 5000");
        await server.RunAsync(name, $"ALTER ROLE owner IN DATABASE {name} SET work_mem TO '9MB'");
        using var files = new MemoryFiles();
        var dump = await BackedUpServer.Backup().DumpAsync(source, files, BackedUpServer.Run, default);
        Assert.Contains(dump.Notes, note => note.StartsWith("Settings of single roles in the database are NOT in the set: work_mem.", StringComparison.Ordinal));
        var notes = new List<string>();

        var target = await server.CreateAsync();
        var restored = await BackedUpServer.Backup().RestoreAsync(target, files, new StoreRestoration(false, "custom"), BackedUpServer.Run with { OnNote = notes.Add }, default);

        Assert.Contains(restored.Counts, count => count is { Name: "public.t", Count: 1 });
        Assert.Contains("could NOT be put back: log_min_duration_statement.", Assert.Single(notes), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_database_without_settings_has_no_file_of_them()
    {
        using var files = await BackedUpServer.DumpAsync(await server.CreateAsync("CREATE TABLE t (a int)"));
        Assert.Equal(["postgres.dump"], files.Names);
    }

    private async Task SetAsync(DataStoreAccess access, params string[] settings)
    {
        foreach (var setting in settings)
        {
            await server.RunAsync("postgres", $"ALTER DATABASE {access.Store.Postgres!.Database} SET {setting}");
        }
    }
}
