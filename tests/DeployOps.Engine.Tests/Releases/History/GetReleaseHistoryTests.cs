using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Releases;
using DeployOps.Engine.Releases.History;
using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Tests.Releases.Journal;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.History;

/// <summary>Get-Deployment: what was released, what is live, and what runs.</summary>
public sealed class GetReleaseHistoryTests : IDisposable
{
    private readonly JournalFolder _folder = new();

    [Fact]
    public async Task The_latest_operation_comes_first_and_can_be_filtered()
    {
        await _folder.ReleaseAsync("a");
        await _folder.ReleaseAsync("b");
        await _folder.ReleaseAsync("a", ReleaseResult.RolledBack);
        await _folder.ReleaseAsync("c", ReleaseResult.Failed);
        Assert.Equal([4L, 3L, 2L, 1L], (await RunAsync()).Operations.Select(operation => operation.Number));
        Assert.Equal([4L, 3L], (await RunAsync(options: new ReleaseHistoryOptions { Last = 2 })).Operations.Select(operation => operation.Number));
        Assert.Equal([3L], (await RunAsync(options: new ReleaseHistoryOptions { Last = 1, Tag = "a" })).Operations.Select(operation => operation.Number));
        Assert.Empty((await RunAsync(options: new ReleaseHistoryOptions { Tag = "z" })).Operations);
    }

    [Fact]
    public async Task What_runs_as_it_should_has_no_note()
    {
        await _folder.ReleaseAsync("a");
        var containers = new StandInContainers(StandInContainers.Container("backend", "sha256:bb"));
        var history = await RunAsync(containers);
        Assert.Equal("a", history.LiveTag);
        Assert.Empty(history.Notes);
        Assert.True(Assert.Single(history.Services).IsAsWanted);
        Assert.Equal("running, healthy", history.Services[0].State);
        Assert.Equal(["shop-prod"], containers.Asked);
    }

    [Fact]
    public async Task Another_image_and_a_missing_service_are_told()
    {
        await _folder.ReleaseAsync("a");
        var history = await RunAsync(new StandInContainers(
            StandInContainers.Container("backend", "sha256:bb"), StandInContainers.Container("backend", "sha256:other"), StandInContainers.Container("debug", "sha256:d")));
        Assert.Equal("sha256:other", history.Services[0].RunningImageId);
        Assert.Equal("2 containers, running, healthy", history.Services[0].State);
        Assert.Null(history.Services[1].WantedImageId);
        Assert.Contains("backend (another image", history.Notes[0], StringComparison.Ordinal);
        Assert.Equal("Running and no part of a: debug.", history.Notes[1]);

        history = await RunAsync(new StandInContainers());
        Assert.Equal(("missing", null), (history.Services[0].State, history.Services[0].RunningImageId));
        Assert.Contains("backend (missing)", Assert.Single(history.Notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "no", true)]
    [InlineData(1, "no", false)]
    [InlineData(0, "always", false)]
    public async Task A_service_that_has_done_its_work_is_there_and_one_that_crashed_is_not(int exitCode, string policy, bool isThere)
    {
        await _folder.ReleaseAsync("a");
        var history = await RunAsync(new StandInContainers(StandInContainers.Container("backend", "sha256:bb", ContainerState.Exited, exitCode, policy)));
        Assert.Equal(isThere, history.Services[0].IsAsWanted);
        Assert.Equal($"exited with {exitCode}", history.Services[0].State);
    }

    [Fact]
    public async Task An_unreachable_engine_is_a_note_and_the_history_comes_all_the_same()
    {
        await _folder.ReleaseAsync("a");
        var history = await RunAsync(new StandInContainers { IsUnreachable = true });
        Assert.Equal("a", history.LiveTag);
        Assert.Empty(history.Services);
        Assert.StartsWith("What runs is not known: The docker engine does not answer", Assert.Single(history.Notes), StringComparison.Ordinal);

        var containers = new StandInContainers { IsUnreachable = true };
        Assert.Empty((await RunAsync(containers, new ReleaseHistoryOptions { WithoutEngine = true })).Notes);
        Assert.Empty(containers.Asked);
    }

    [Fact]
    public async Task An_operation_without_an_end_says_what_closes_it_or_that_it_runs()
    {
        await _folder.ReleaseAsync("a");
        using (var held = await ReleaseLock.AcquireAsync(_folder.Project, "deploy b", force: false, CancellationToken.None))
        {
            var number = await _folder.Journal.BeginAsync(
                JournalFolder.Started("b") with { Machine = Environment.MachineName, ProcessId = Environment.ProcessId }, CancellationToken.None);
            await _folder.AppendAsync(new StepStarted(ReleaseStep.Up) { Operation = number });
            var running = await RunAsync();
            Assert.Null(running.LiveTag);
            Assert.StartsWith("Operation 2 (release of b) is running: 'deploy b' by ", Assert.Single(running.Notes), StringComparison.Ordinal);
        }

        var dead = await RunAsync();
        Assert.Contains("Operation 2 (release of b) has no end", Assert.Single(dead.Notes), StringComparison.Ordinal);
        Assert.Contains("Repair-Deployment (deployops recover)", dead.Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_failed_release_that_was_not_put_back_leaves_nothing_live_for_sure()
    {
        await _folder.ReleaseAsync("a");
        var number = await _folder.BeginAsync("b");
        await _folder.AppendAsync(new StepStarted(ReleaseStep.Up) { Operation = number });
        await _folder.FinishAsync(number, ReleaseResult.Failed);
        var history = await RunAsync();
        Assert.Null(history.LiveTag);
        Assert.Contains("a was the last that was live", Assert.Single(history.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_without_a_journal_shows_what_runs_under_the_name_compose_would_take()
    {
        File.WriteAllText(Path.Combine(_folder.Project.Root, "docker-compose.yml"), "name: shop-by-hand\nservices: { web: { image: 'web:1' } }\n");
        var project = _folder.Project with { Compose = new Engine.Project.Sections.ComposeSettings { Files = ["docker-compose.yml"] } };
        var containers = new StandInContainers(StandInContainers.Container("web", "sha256:w"));
        var history = await new GetReleaseHistory(project, containers.Engine, _ => null).RunAsync(new ReleaseHistoryOptions(), CancellationToken.None);
        Assert.Equal(["shop-by-hand"], containers.Asked);
        Assert.Null(history.LiveTag);
        Assert.Equal("sha256:w", Assert.Single(history.Services).RunningImageId);
        Assert.Empty(history.Notes);
    }

    [Fact]
    public async Task Damages_of_the_journal_are_told()
    {
        await _folder.ReleaseAsync("a");
        await File.AppendAllTextAsync(_folder.Journal.Path, "garbage\n");
        Assert.Equal("The journal is damaged: line 7: the record is damaged and was passed over.", Assert.Single((await RunAsync()).Notes));
    }

    public void Dispose() => _folder.Dispose();

    private Task<ReleaseHistory> RunAsync(StandInContainers? containers = null, ReleaseHistoryOptions? options = null) =>
        new GetReleaseHistory(_folder.Project, (containers ?? new StandInContainers(StandInContainers.Container("backend", "sha256:bb"))).Engine, _ => null)
            .RunAsync(options ?? new ReleaseHistoryOptions(), CancellationToken.None);
}
