using DeployOps.Engine.DataStores;
using DeployOps.Engine.DataStores.Testing;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Stores.Postgres;
using DeployOps.Integration.Tests.Requirements;
using DeployOps.Integration.Tests.Stores.Postgres;
using Xunit;

namespace DeployOps.Integration.Tests.DataStores;

public sealed class PostgresTrialTests : IAsyncLifetime
{
    private const string Schemas = "SELECT coalesce(string_agg(nspname, ',' ORDER BY nspname), '') FROM pg_namespace WHERE nspname LIKE 'deployops%'";
    private PostgresServer _server = null!;

    private string Line => $"DATABASE_URL=postgresql+asyncpg://app:{Uri.EscapeDataString(PostgresServer.Password)}@127.0.0.1:{_server.Port}/shop";

    public async Task InitializeAsync()
    {
        if (RequiredPart.Postgres.IsPresent)
        {
            _server = await PostgresServer.StartAsync();
        }
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    [PostgresFact]
    public async Task Every_type_comes_back_as_it_was_and_nothing_is_left()
    {
        var report = await StoreProject.TestAsync(Line);
        Assert.True(report.Passed, string.Join('\n', report.Steps));
        Assert.Equal(["ping", "write", "read", "delete"], report.Steps.Select(step => step.Step));
        Assert.All(report.Steps, step => Assert.True(step.Median > TimeSpan.Zero && step.Percentile95 >= step.Median));
        Assert.Equal((0, ""), (report.ExitCode, await ScalarAsync(Schemas)));
        Assert.Empty(report.Notes);
    }

    [PostgresFact]
    public async Task Missing_rights_and_a_read_only_role_are_named_by_the_key()
    {
        var small = $"DATABASE_URL=postgresql://small:small@127.0.0.1:{_server.Port}/shop";
        var report = await StoreProject.TestAsync(small);
        Fails(report, "write", 1, "the role may not create a schema: it lacks the right CREATE on the database (SQLSTATE 42501); look at DATABASE_URL");
        Assert.Equal("PostgreSQL: GRANT CREATE ON DATABASE \"shop\" to the role for the test, or only ping.", report.NextAction);
        await ScalarAsync("GRANT CREATE ON DATABASE shop TO small");
        await ScalarAsync("ALTER ROLE small SET default_transaction_read_only = on");
        Fails(await StoreProject.TestAsync(small), "write", 1, "it is a standby, or set read-only (SQLSTATE 25006); look at DATABASE_URL");
        await ScalarAsync("ALTER ROLE small RESET default_transaction_read_only");
        Assert.True((await StoreProject.TestAsync(small)).Passed);
        Assert.Equal("", await ScalarAsync(Schemas));
    }

    [PostgresFact]
    public async Task A_database_without_Unicode_is_named()
    {
        await ScalarAsync("CREATE DATABASE latin ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C' TEMPLATE template0");
        Fails(await StoreProject.TestAsync(Line.Replace("/shop", "/latin", StringComparison.Ordinal)), "write", 1, "its encoding cannot hold Hangul and emoji (SQLSTATE 22P05); look at DATABASE_URL");
    }

    [PostgresFact]
    public async Task A_server_that_does_not_get_the_write_fails_the_read_and_nothing_is_left()
    {
        await ScalarAsync("CREATE DATABASE behind");
        var report = await StoreProject.TestAsync(new TurningPostgres((number, address) => number == 1 ? In("behind") : address), null, Line);
        Fails(report, "read", 1, "a new connection does not find the schema that was made: it leads to another server, or to one that is behind; look at DATABASE_URL");
        Assert.Equal([true, true, false, null], report.Steps.Select(step => step.Passed));
        Assert.Equal("", await ScalarAsync(Schemas));
    }

    [PostgresFact]
    public async Task What_killed_tests_left_is_swept_and_what_others_use_stays()
    {
        // A test that is cut off for good: what it wrote stays, and is young and of a process that lives.
        var cut = await StoreProject.TestAsync(new TurningPostgres((number, address) => number == 0 ? address : PostgresAddress.Parse("postgresql://app@127.0.0.1:1/shop")), null, Line);
        Fails(cut, "read", 3, "nothing listens on this port; look at DATABASE_URL");
        Assert.Equal("PostgreSQL: what was written could not be removed (nothing listens on this port); the next test removes it.", Assert.Single(cut.Notes));
        var young = (string)(await ScalarAsync(Schemas))!;
        Assert.Matches("^deployops_probe_[0-9]{10}_[0-9a-f]{32}$", young);
        var dead = ProbeName.Of(new RunningProcess(int.MaxValue, "gone"), DateTimeOffset.UtcNow).With('_');
        var foreign = ProbeName.Of(new RunningProcess(int.MaxValue, "gone"), DateTimeOffset.UtcNow).With('_');
        await ScalarAsync($"CREATE SCHEMA {dead}; CREATE TABLE {dead}.probe (id int); CREATE SCHEMA {foreign}; CREATE TABLE {foreign}.kept (id int); CREATE SCHEMA deployops_probe_mine");

        var report = await StoreProject.TestAsync(Line);
        Assert.True(report.Passed, string.Join('\n', report.Steps));
        Assert.Contains($"The schema {dead} that a killed test had left in the database was removed.", report.Notes);
        Assert.Contains(report.Notes, note => note.StartsWith($"The schema {foreign} that a killed test had left in the database could not be removed", StringComparison.Ordinal));
        Assert.Equal((true, true), (Assert.Single(report.Steps, step => step.Step == "sweep").Passed, report.Notes.Count == 2));
        Assert.Equal(new[] { foreign, young, "deployops_probe_mine" }.Order(StringComparer.Ordinal), ((string)(await ScalarAsync(Schemas))!).Split(',').Order(StringComparer.Ordinal));

        using var project = new StoreProject(Line);
        var later = await new TestDataStores(project.Project) { ProcessEnvironment = [], Time = new LaterTime(TimeSpan.FromMinutes(11)) }.RunAsync(new DataStoreTestOptions { Rounds = 1 }, default);
        Assert.Contains($"The schema {young} that a killed test had left in the database was removed.", later.Notes);
    }

    [PostgresFact]
    public async Task A_cancelled_test_removes_what_it_wrote_and_one_out_of_time_says_so()
    {
        using var stop = new CancellationTokenSource();
        using var project = new StoreProject(Line);
        var cancelled = new TestDataStores(project.Project) { ProcessEnvironment = [], Postgres = new TurningPostgres((number, address) => Stop(number, address, stop)) };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.RunAsync(new DataStoreTestOptions(), stop.Token));
        Assert.Equal("", await ScalarAsync(Schemas));

        await _server.StopAsync();
        Fails(await StoreProject.TestAsync(Line), "ping", 3, "nothing listens on this port; look at DATABASE_URL");
    }

    private static PostgresAddress Stop(int number, PostgresAddress address, CancellationTokenSource stop)
    {
        if (number == 1)
        {
            stop.Cancel();
        }

        return address;
    }

    private static void Fails(DataStoreTestReport report, string step, int exitCode, string detail)
    {
        var failed = Assert.Single(report.Steps, one => one.Passed == false);
        Assert.Equal((DataStoreKind.Postgres, step, detail), (failed.Store, failed.Step, failed.Detail));
        Assert.Equal((false, exitCode), (report.Passed, report.ExitCode));
        Assert.DoesNotContain("n0t", string.Join(' ', [.. report.Steps.Select(one => one.ToString()), .. report.Notes, report.NextAction]), StringComparison.Ordinal);
    }

    private PostgresAddress In(string database) => PostgresAddress.Parse($"postgresql://app:{Uri.EscapeDataString(PostgresServer.Password)}@127.0.0.1:{_server.Port}/{database}");

    private async Task<object?> ScalarAsync(string statement)
    {
        await using var session = await new PostgresConnector().OpenAsync(_server.Address, new PostgresOptions(), CancellationToken.None);
        return await session.ExecuteAsync(statement);
    }
}
