using DeployOps.Engine.Releases.Deployment;
using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Releases.Operations;
using DeployOps.Engine.Tests.Releases.Operations;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Deployment;

/// <summary>When the release before a failed one is put back by itself.</summary>
public sealed class AutomaticRollbackTests : IDisposable
{
    private readonly StandInStack _stack = new();

    [Fact]
    public async Task It_does_not_cross_an_irreversible_migration_of_an_earlier_deployment()
    {
        var (outcome, action) = await FailAsync(isReversible: false);

        Assert.Equal((ReleaseResult.Failed, ExitCodes.DeployAndRollbackFailed), (outcome.Result, outcome.ExitCode));
        Assert.Contains("schema cannot be undone", outcome.Summary, StringComparison.Ordinal);
        Assert.Contains("since 01 went live", action, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_crosses_one_that_can_be_undone()
    {
        // The engine of this test refuses every "up": that it was tried is what counts.
        Assert.Equal(ReleaseResult.RollbackFailed, (await FailAsync(isReversible: true)).Outcome.Result);
    }

    public void Dispose() => _stack.Dispose();

    private async Task<(OperationOutcome Outcome, string Action)> FailAsync(bool isReversible)
    {
        var images = new[] { new ReleaseImage("backend", "shop/backend:01", "sha256:one") };
        var first = await _stack.Journal.BeginAsync("01");
        await _stack.Journal.AppendAsync(new ImagesKnown(images) { Operation = first });
        await _stack.Journal.FinishAsync(first);
        var second = await _stack.Journal.BeginAsync("02");
        await _stack.Journal.AppendAsync(new MigrationStarted("schema", isReversible) { Operation = second });
        await _stack.Journal.FinishAsync(second, ReleaseResult.Failed);
        var third = await _stack.Journal.BeginAsync("03");
        _stack.Run("backend", "shop/backend:01", "sha256:one");
        using var session = await _stack.OpenAsync();
        var live = LiveRelease.Of(await _stack.Journal.ReadAsync())!;
        var operation = new DeploymentOperation(session, new DeploymentOptions(), new OperationSteps(session, third), new OperationFolder(session.Project, third), (live, images));
        return await new AutomaticRollback(session, new DeploymentOptions(), operation).RunAsync(ReleaseReader.Of(session, "03", third), new StepFailedException("not healthy", "look"));
    }
}
