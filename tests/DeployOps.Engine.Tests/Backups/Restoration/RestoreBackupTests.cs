using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Creation;
using DeployOps.Engine.Backups.Restoration;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Stores;
using DeployOps.Engine.Stores.Postgres;
using DeployOps.Engine.Stores.Redis;
using DeployOps.Engine.Tests.Backups.Sets;
using DeployOps.Engine.Tests.Backups.Verification;
using Xunit;

namespace DeployOps.Engine.Tests.Backups.Restoration;

public sealed class RestoreBackupTests : IDisposable
{
    private const int PostgresPort = 5432;
    private const int RedisPort = 6379;
    private static readonly StoreContent Living = new([new ContentCount("table", "public.orders", 7)], null);
    private readonly SetFolder _sets = new();
    private readonly ProvenStore _postgres = new(DataStoreKind.Postgres);
    private readonly ProvenStore _redis = new(DataStoreKind.Redis);
    private readonly List<CreateBackupOptions> _saved = [];
    private readonly List<DataStore> _stores =
    [
        new() { Kind = DataStoreKind.Postgres, Keys = "DATABASE_URL", Postgres = new PostgresAddress("db", PostgresPort, "app", null, "shop") },
        new() { Kind = DataStoreKind.Redis, Keys = "REDIS_URL", Redis = new RedisAddress("cache") },
    ];

    private List<StackContainer> _containers = [];
    private BackupState _safetyState = BackupState.Complete;
    private int _open;

    public void Dispose() => _sets.Dispose();

    [Fact]
    public async Task Empty_stores_are_restored_and_compared_without_a_safety_set()
    {
        await _sets.AddAsync(state: BackupState.Verified);

        var report = await RestoreAsync();

        Assert.Equal((0, ""), (report.ExitCode, report.Failure));
        Assert.Equal(["Postgres Restored", "Redis Restored"], Outcomes(report));
        Assert.All(report.Stores, store => Assert.Equal("1 counts are those of the set", store.Detail.Replace(" and the content hash", "", StringComparison.Ordinal)));
        Assert.Empty(_saved);
        Assert.Equal(["read with nothing", "estimate 5432", "content 5432", "restore 5432"], _postgres.Calls);
        Assert.Equal(0, _open);
        Assert.Null(ReleaseLock.HolderOf(_sets.Project));
    }

    [Fact]
    public async Task A_store_that_is_not_empty_is_refused_by_name_and_nothing_at_all_is_touched()
    {
        await _sets.AddAsync(state: BackupState.Verified);
        _redis.Servers[RedisPort] = Living;

        var report = await RestoreAsync();

        Assert.Equal(2, report.ExitCode);
        Assert.StartsWith("Not empty: Redis", report.Failure, StringComparison.Ordinal);
        Assert.Equal(["Postgres NotTried", "Redis Refused"], Outcomes(report));
        Assert.DoesNotContain(_postgres.Calls.Concat(_redis.Calls), call => call.StartsWith("restore", StringComparison.Ordinal));
    }

    [Fact]
    public async Task By_force_a_safety_set_of_what_is_not_empty_is_taken_first_and_the_way_back_is_named()
    {
        await _sets.AddAsync(state: BackupState.Verified);
        _redis.Servers[RedisPort] = Living;

        var report = await RestoreAsync(new RestoreBackupOptions { Force = true });

        Assert.Equal(0, report.ExitCode);
        var saved = Assert.Single(_saved);
        Assert.Equal([DataStoreKind.Redis], saved.Stores);
        Assert.Equal((true, VerificationLevel.Hash, "safety set before restore of 20261121T020000Z-4f2a"), (saved.SkipRetention, saved.Verify, saved.Reason));
        Assert.Contains("restore 6379 replacing", _redis.Calls);
        Assert.Contains("restore 5432", _postgres.Calls);
        Assert.Contains("Restore-Backup -Set 20261121T120000Z-5afe -Store Redis -Force", report.NextAction, StringComparison.Ordinal);
        Assert.Equal("20261121T120000Z-5afe", report.SafetySet!.Id);
        var log = await LogAsync();
        Assert.Contains("restore of a backup into the living stores: 2 of 2 stores restored and equal", log, StringComparison.Ordinal);
        Assert.Contains("safety set of what was there before: 20261121T120000Z-5afe", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_restore_that_is_stopped_in_the_middle_is_in_the_log_and_one_that_touched_nothing_is_not()
    {
        await _sets.AddAsync(state: BackupState.Verified);
        _redis.Servers[RedisPort] = Living;
        await RestoreAsync();
        await RestoreAsync(new RestoreBackupOptions { IsPlan = true });
        Assert.Equal("", await LogAsync());

        using var stop = new CancellationTokenSource();
        _postgres.OnRestore = token =>
        {
            stop.Cancel();
            token.ThrowIfCancellationRequested();
            return Task.CompletedTask;
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RestoreAsync(new RestoreBackupOptions { Force = true }, stop.Token));
        Assert.Contains("It was stopped before its end.", await LogAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_store_that_cannot_be_restored_into_is_known_before_any_is_touched_also_in_the_plan(bool isPlan)
    {
        await _sets.AddAsync(state: BackupState.Verified);
        _postgres.Servers[PostgresPort] = Living;
        _redis.Servers[RedisPort] = Living;
        _redis.Obstacle = new PretendedFailure(FailureKind.Environment, "It holds a constraint that cannot be dropped.");

        var report = await RestoreAsync(new RestoreBackupOptions { Force = true, IsPlan = isPlan });

        Assert.Equal((3, isPlan), (report.ExitCode, report.IsPlan));
        Assert.Equal("Redis cannot be restored into: It holds a constraint that cannot be dropped. No store was changed.", report.Failure);
        Assert.Equal(["Postgres NotTried", "Redis Refused"], Outcomes(report));
        Assert.Contains("Nothing. Or restore the others alone", report.NextAction, StringComparison.Ordinal);
        Assert.Equal(["5432 replacing", "6379 replacing"], _postgres.Asked.Concat(_redis.Asked));
        Assert.Empty(_saved);
        Assert.Same(Living, _postgres.Servers[PostgresPort]);
        Assert.Equal("", await LogAsync());
    }

    [Fact]
    public async Task What_is_known_of_a_target_beforehand_is_noted_in_the_plan_and_in_the_restore()
    {
        await _sets.AddAsync(state: BackupState.Verified);
        _redis.Knowledge = ["Two other clients are connected."];

        Assert.Equal(["Two other clients are connected."], (await RestoreAsync(new RestoreBackupOptions { IsPlan = true })).Notes);
        Assert.Equal(["Two other clients are connected."], (await RestoreAsync()).Notes);
    }

    [Fact]
    public async Task Without_a_whole_safety_set_nothing_is_restored()
    {
        await _sets.AddAsync(state: BackupState.Verified);
        _postgres.Servers[PostgresPort] = Living;
        _safetyState = BackupState.Partial;

        var report = await RestoreAsync(new RestoreBackupOptions { Force = true });

        Assert.Equal(3, report.ExitCode);
        Assert.Equal(["Postgres NotTried", "Redis NotTried"], Outcomes(report));
        Assert.Same(Living, _postgres.Servers[PostgresPort]);
    }

    [Fact]
    public async Task A_damaged_file_or_one_that_cannot_be_read_keeps_every_store_as_it_is()
    {
        var set = await _sets.AddAsync(state: BackupState.Verified);
        _redis.ReadFailure = new PretendedFailure(FailureKind.InvalidData, "it is cut off");
        var unreadable = await RestoreAsync(new RestoreBackupOptions { Force = true });
        Assert.Equal(1, unreadable.ExitCode);
        Assert.Contains("it is cut off", unreadable.Failure, StringComparison.Ordinal);
        _redis.ReadFailure = null;
        await File.AppendAllTextAsync(Path.Combine(set.Path, "redis.rdb"), "x");

        var damaged = await RestoreAsync(new RestoreBackupOptions { Force = true });

        Assert.Equal(1, damaged.ExitCode);
        Assert.Equal(["Postgres NotTried", "Redis NotTried"], Outcomes(damaged));
        Assert.DoesNotContain(_postgres.Calls, call => call.StartsWith("restore", StringComparison.Ordinal) || call.StartsWith("estimate", StringComparison.Ordinal));
        Assert.Empty(_saved);
    }

    [Fact]
    public async Task A_store_that_fails_stops_the_rest_and_says_what_it_holds_and_how_to_go_back()
    {
        await _sets.AddAsync(state: BackupState.Verified);
        _postgres.Servers[PostgresPort] = Living;
        _redis.Servers[RedisPort] = Living;
        _postgres.RestoreFailure = new PretendedFailure(FailureKind.Environment, "The disk is full.");

        var report = await RestoreAsync(new RestoreBackupOptions { Force = true });

        Assert.Equal(3, report.ExitCode);
        Assert.Equal(["Postgres Failed", "Redis NotTried"], Outcomes(report));
        Assert.Equal("The disk is full. Every count of the store is what it was before.", report.Stores[0].Detail);
        Assert.Contains("-Set 20261121T120000Z-5afe -Store Postgres -Force", report.NextAction, StringComparison.Ordinal);
        Assert.Same(Living, _redis.Servers[RedisPort]);
        var log = await LogAsync();
        Assert.Contains("0 of 2 stores restored and equal", log, StringComparison.Ordinal);
        Assert.Contains("The disk is full.", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_is_not_what_the_set_holds_afterwards_is_a_failure()
    {
        await _sets.AddAsync(state: BackupState.Verified);
        _postgres.RestoredContent = new StoreContent([new ContentCount("table", "public.주문", 2)], "rows:1");

        var report = await RestoreAsync();

        Assert.Equal(1, report.ExitCode);
        Assert.Contains("table public.주문: 3 in the set, 2 in the store", report.Failure, StringComparison.Ordinal);
        Assert.Equal(["Postgres Failed", "Redis NotTried"], Outcomes(report));
    }

    [Fact]
    public async Task A_plan_says_table_by_table_what_changes_and_changes_nothing()
    {
        await _sets.AddAsync(state: BackupState.Verified);
        _postgres.Servers[PostgresPort] = Living;

        var report = await RestoreAsync(new RestoreBackupOptions { IsPlan = true });

        Assert.Equal((0, true), (report.ExitCode, report.IsPlan));
        Assert.Equal(
            [
                new RestoreDifference(DataStoreKind.Postgres, "table", "public.orders", 7, null),
                new RestoreDifference(DataStoreKind.Postgres, "table", "public.주문", null, 3),
                new RestoreDifference(DataStoreKind.Redis, "table", "public.주문", null, 3),
            ],
            report.Differences);
        Assert.Equal(["Postgres Planned", "Redis Planned"], Outcomes(report));
        Assert.Contains("it would be refused without -Force", report.Stores[0].Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(_postgres.Calls, call => call.StartsWith("restore", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_a_verified_set_is_taken_unasked_and_only_the_named_stores_are_restored()
    {
        await _sets.AddAsync();
        await Assert.ThrowsAsync<BackupNotFoundException>(() => RestoreAsync());

        var report = await RestoreAsync(new RestoreBackupOptions { Set = "20261121T020000Z-4f2a", Stores = [DataStoreKind.Redis] });

        Assert.Equal(["Redis Restored"], Outcomes(report));
        Assert.Empty(_postgres.Calls);
        await Assert.ThrowsAsync<StoreNotInBackupException>(() => RestoreAsync(new RestoreBackupOptions { Set = "20261121T020000Z-4f2a", Stores = [DataStoreKind.Graph] }));
    }

    [Fact]
    public async Task A_store_that_the_project_does_not_have_a_running_deployment_and_a_running_backup_stop_it_before_anything()
    {
        await _sets.AddAsync(state: BackupState.Verified);
        using (await ReleaseLock.AcquireAsync(_sets.Project, "deploy 2026.11.21", force: false, default))
        {
            await Assert.ThrowsAsync<DeploymentInProgressException>(() => RestoreAsync());
            Assert.True((await RestoreAsync(new RestoreBackupOptions { IsPlan = true })).IsPlan);
        }

        using (await BackupLock.AcquireAsync(_sets.Repository, default))
        {
            await Assert.ThrowsAsync<BackupInProgressException>(() => RestoreAsync());
        }

        _stores.RemoveAt(1);
        var failure = await Assert.ThrowsAsync<RestoreTargetMissingException>(() => RestoreAsync());
        Assert.Equal(DataStoreKind.Redis, failure.Store);
        Assert.DoesNotContain(_postgres.Calls, call => call.StartsWith("restore", StringComparison.Ordinal));
        Assert.Equal(0, _open);
    }

    [Fact]
    public async Task Services_that_may_have_written_meanwhile_are_named()
    {
        await _sets.AddAsync(state: BackupState.Verified);
        _containers = [Container("backend", ContainerState.Running), Container("worker", ContainerState.Exited)];

        var report = await RestoreAsync();

        Assert.Contains("backend", Assert.Single(report.Notes), StringComparison.Ordinal);
        Assert.DoesNotContain("worker", report.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_choice_of_the_set_passes_over_is_said_before_and_in_the_report()
    {
        await _sets.AddAsync("20261120T020000Z-0001", BackupState.Verified);
        await _sets.AddAsync(state: BackupState.Verified, kinds: [DataStoreKind.Redis]);
        var said = new List<string>();

        var report = await RestoreAsync(new RestoreBackupOptions { OnProgress = progress => said.Add(progress.Message) });

        Assert.Equal("20261120T020000Z-0001", report.Set.Id);
        Assert.Contains("was not taken", Assert.Single(report.Notes), StringComparison.Ordinal);
        Assert.Equal(report.Notes[0], said[0]);
    }

    private static StackContainer Container(string service, ContainerState state) => new() { Id = service, Name = service, Project = "shop", Service = service, ImageId = "sha256:1", State = state };

    private static IEnumerable<string> Outcomes(RestoreReport report) => report.Stores.Select(store => $"{store.Kind} {store.Outcome}");

    private async Task<string> LogAsync()
    {
        var path = _sets["release.log"];
        return File.Exists(path) ? await File.ReadAllTextAsync(path) : "";
    }

    private Task<RestoreReport> RestoreAsync(RestoreBackupOptions? options = null, CancellationToken cancellationToken = default) => new RestoreBackup(_sets.Project)
    {
        Ports = new BackupPorts { Time = _sets.Time, ProcessEnvironment = [] },
        FindStores = _ => Task.FromResult(new ProjectStores { StackName = "shop", Stores = _stores, Containers = _containers, Services = new Dictionary<string, string?>(), Lookup = static _ => null }),
        BackupOf = (kind, _) => kind == DataStoreKind.Postgres ? _postgres : _redis,
        Open = (_, store, _) =>
        {
            _open++;
            return Task.FromResult(new OpenDataStore(new DataStoreAccess(store, new StoreEndpoint("127.0.0.1", store.Endpoint!.Port), null), new Closing(this)));
        },
        MakeSafetySet = (saved, _) =>
        {
            _saved.Add(saved);
            var manifest = new BackupManifest
            {
                Id = "20261121T120000Z-5afe",
                Project = "shop",
                Stack = "shop",
                State = _safetyState,
                StartedAt = SetFolder.Now,
                Stores = [.. saved.Stores.Select(kind => new StoreRecord { Kind = kind, Source = "test" })],
            };
            return Task.FromResult(new BackupReport { ProjectName = "shop", Set = new BackupSet { Id = manifest.Id, Path = Path.Combine(_sets.Repository.Folder, manifest.Id), Manifest = manifest } });
        },
    }.RunAsync(options ?? new RestoreBackupOptions(), cancellationToken);

    private sealed class Closing(RestoreBackupTests tests) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            tests._open--;
            return ValueTask.CompletedTask;
        }
    }

    private sealed class PretendedFailure(FailureKind kind, string message) : DeployOpsException("Pretended", kind, message, "Nothing.");
}
