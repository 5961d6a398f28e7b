using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Health;
using DeployOps.Engine.Backups.Retention;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Tests.Backups.Sets;
using Xunit;

namespace DeployOps.Engine.Tests.Backups.Retention;

/// <summary>Production and staging of one project with one destination.</summary>
public sealed class OtherInstallationTests : IDisposable
{
    private const string Stage = "20261121T020000Z-0005";
    private const string Newest = "20261120T020000Z-0004";
    private const string Older = "20261022T020000Z-0003";
    private readonly SetFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Retention_removes_only_what_is_of_its_own_compose_project()
    {
        await AddAllAsync();

        var production = await Removal().RunAsync(new RemoveBackupsOptions(), default);

        Assert.Equal([(Stage, true), (Newest, true), (Older, false)], production.Decisions.Select(one => (one.Set, one.Kept)));
        Assert.Contains("compose project 'shop-stage'", Assert.Single(production.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Copies_of_another_compose_project_stay_as_well()
    {
        await _folder.AddAsync(Newest, BackupState.Verified);
        var copies = BackupRepository.Of(_folder.Project, Directory.CreateDirectory(_folder["copies"]).FullName, _folder.Time);
        await _folder.AddAsync(Older, BackupState.Verified, repository: copies, stack: "shop-stage");

        var report = await Removal("copies").RunAsync(new RemoveBackupsOptions(), default);

        Assert.All(report.Decisions, one => Assert.True(one.Kept));
        Assert.Single(await copies.ListAsync(default));
    }

    [Fact]
    public async Task Nothing_is_removed_while_nobody_can_say_which_compose_project_this_is()
    {
        await AddAllAsync();
        await File.WriteAllTextAsync(_folder["compose.yaml"], "name: [");

        await Assert.ThrowsAnyAsync<DeployOpsException>(() => Removal(project: ProjectReader.FindOrBare(_folder.Root)).RunAsync(new RemoveBackupsOptions(), default));

        Assert.Equal(3, (await _folder.Repository.ListAsync(default)).Count);
    }

    [Fact]
    public async Task The_newest_set_is_the_newest_of_this_compose_project()
    {
        await AddAllAsync();
        var production = BackupRepository.Of(_folder.Project, null, _folder.Time, "shop");

        Assert.Equal(Newest, (await production.FindAsync(null, BackupState.Verified, default)).Id);
        Assert.Equal(Stage, (await production.FindAsync(Stage, BackupState.Verified, default)).Id);
        var none = await Assert.ThrowsAsync<BackupNotFoundException>(() => BackupRepository.Of(_folder.Project, null, _folder.Time, "renamed").FindAsync(null, BackupState.Verified, default));
        Assert.Contains("3 are of another one (compose project 'shop', compose project 'shop-stage')", none.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_health_of_an_installation_is_not_that_of_another()
    {
        await _folder.AddAsync(Stage, BackupState.Verified, stack: "shop-stage");

        var report = await new MeasureBackupHealth(_folder.Project)
        {
            Ports = new BackupPorts { Time = _folder.Time, ProcessEnvironment = [] },
            FindTask = _ => Task.FromResult<Engine.Backups.Schedule.BackupTask?>(null),
            FindStores = _ => throw new BackupUnreadableException("the compose file"),
        }.RunAsync(null, default);

        Assert.Equal(["There is no backup."], report.Findings);
        Assert.Contains(report.Notes, note => note.Contains("compose project 'shop-stage'", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("a b a b", "a", "b")]
    [InlineData("a b a b", "b", "a")]
    [InlineData("a b a b", "c", "")]
    [InlineData("a a b b", "b", "")]
    [InlineData("a b c d", "d", "")]
    [InlineData("a b c b", "b", "c")]
    public void Sets_of_a_machine_that_alternates_with_this_one_are_of_another_installation(string order, string machine, string others)
    {
        var sets = order.Split(' ').Select((by, index) => By(by, index, service: "db")).ToList();

        var marked = BackupOrigin.Marked(sets, machine);

        Assert.Equal(others.Length == 0 ? [] : [$"machine '{others}'"], marked.Select(set => set.OtherOrigin).Where(origin => origin.Length > 0).Distinct());
    }

    [Fact]
    public void A_server_elsewhere_is_the_same_whoever_backs_it_up()
    {
        var sets = "a b a b".Split(' ').Select((by, index) => By(by, index, service: null)).ToList();

        Assert.All(BackupOrigin.Marked(sets, "a"), set => Assert.Equal("", set.OtherOrigin));
    }

    private static BackupSet By(string machine, int day, string? service) => new()
    {
        Id = $"{day}",
        Path = $"/sets/{day}",
        Manifest = new BackupManifest
        {
            Id = $"{day}",
            Project = "shop",
            Stack = "shop",
            State = BackupState.Verified,
            StartedAt = SetFolder.Now.AddDays(day),
            By = $"ada@{machine}",
            Stores = [new StoreRecord { Kind = DataStoreKind.Postgres, Source = "db:5432", Service = service }],
        },
    };

    private async Task AddAllAsync()
    {
        await _folder.AddAsync(Stage, BackupState.Verified, stack: "shop-stage");
        await _folder.AddAsync(Newest, BackupState.Verified);
        await _folder.AddAsync(Older, BackupState.Verified);
    }

    private RemoveBackups Removal(string? copyTo = null, DeployProject? project = null) =>
        new((project ?? _folder.Project) with { Name = "shop", Backup = new BackupSettings { Keep = new BackupKeepSettings { Last = 1, Age = TimeSpan.FromDays(2) }, CopyTo = copyTo } })
        {
            Ports = new BackupPorts { Time = _folder.Time, ProcessEnvironment = [] },
        };
}
