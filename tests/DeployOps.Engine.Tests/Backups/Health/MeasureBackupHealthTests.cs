using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Health;
using DeployOps.Engine.Backups.Schedule;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Stores.Redis;
using DeployOps.Engine.Tests.Backups.Sets;
using Xunit;

namespace DeployOps.Engine.Tests.Backups.Health;

/// <summary>Health as it reads the disk: the files of sets and copies, and the stores of today.</summary>
public sealed class MeasureBackupHealthTests : IDisposable
{
    private readonly SetFolder _sets = new();

    public void Dispose() => _sets.Dispose();

    [Fact]
    public async Task A_whole_set_with_a_whole_copy_is_as_agreed_and_one_disk_for_both_is_noted()
    {
        await AddAsync();

        var report = await MeasureAsync();

        Assert.Equal((true, 0), (report.Passed, report.ExitCode));
        Assert.Contains(report.Notes, note => note.StartsWith("The second folder lies on the same disk", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_dump_that_is_gone_from_the_verified_set_is_a_finding()
    {
        var (set, _) = await AddAsync();
        File.Delete(Path.Combine(set.Path, "postgres.dump"));

        Assert.Contains($"{set.Id} is not whole: its file postgres.dump is not there.", (await MeasureAsync()).Findings);
    }

    [Fact]
    public async Task A_gutted_copy_is_a_finding()
    {
        var (set, copy) = await AddAsync();
        await File.WriteAllTextAsync(Path.Combine(copy.Path, "redis.rdb"), "");

        Assert.Equal([$"The copy of {set.Id} in the second folder is not whole: its file redis.rdb has another size."], (await MeasureAsync()).Findings);
    }

    [Fact]
    public async Task A_store_that_was_added_since_and_one_that_is_switched_off_are_told_apart()
    {
        await AddAsync();
        var graph = new DataStore { Kind = DataStoreKind.Graph, Keys = "NEO4J_URI" };

        Assert.StartsWith("Graph: never verified", Assert.Single((await MeasureAsync(graph)).Findings), StringComparison.Ordinal);
        Assert.Empty((await MeasureAsync(settings => settings with { Graph = settings.Graph with { IsEnabled = false } }, graph)).Findings);
    }

    private async Task<(BackupSet Set, BackupSet Copy)> AddAsync()
    {
        Directory.CreateDirectory(_sets["copies"]);
        return (await _sets.AddAsync(state: BackupState.Verified), await _sets.AddAsync(state: BackupState.Verified, repository: BackupRepository.Of(_sets.Project, "copies", _sets.Time)));
    }

    private Task<BackupHealthReport> MeasureAsync(params DataStore[] more) => MeasureAsync(static settings => settings, more);

    private Task<BackupHealthReport> MeasureAsync(Func<BackupSettings, BackupSettings> change, params DataStore[] more) =>
        new MeasureBackupHealth(_sets.Project with { Backup = change(new BackupSettings { CopyTo = "copies" }) })
        {
            Ports = new BackupPorts { Time = _sets.Time, ProcessEnvironment = [] },
            FindTask = _ => Task.FromResult<BackupTask?>(null),
            FindStores = _ => Task.FromResult(new ProjectStores
            {
                StackName = "shop",
                Stores = [new DataStore { Kind = DataStoreKind.Redis, Keys = "REDIS_URL", Redis = new RedisAddress("cache") }, .. more],
                Containers = [],
                Services = new Dictionary<string, string?>(),
                Lookup = static _ => null,
            }),
        }.RunAsync(null, default);
}
