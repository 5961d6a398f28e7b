using DeployOps.Engine.Releases.Deployment;
using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Releases.Operations;
using DeployOps.Engine.Tests.Releases.Operations;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Deployment;

/// <summary>What a deployment says that it would do when it fails.</summary>
public sealed class DeploymentPlanTests
{
    [Theory]
    [InlineData(true, "On a failure put 01 back.")]
    [InlineData(false, "On a failure leave everything to be looked at: schema, run since 01 went live, cannot be undone.")]
    public async Task It_announces_the_way_back_only_where_there_is_one(bool isReversible, string last)
    {
        using var stack = new StandInStack();
        await stack.Journal.FinishAsync(await stack.Journal.BeginAsync("01"));
        var second = await stack.Journal.BeginAsync("02");
        await stack.Journal.AppendAsync(new MigrationStarted("schema", isReversible) { Operation = second });
        await stack.Journal.FinishAsync(second, ReleaseResult.Failed);

        var report = await new DeploymentPlan(stack.Project, new ReleasePorts { ProcessEnvironment = _ => null }, new DeploymentOptions(), "03").RunAsync(CancellationToken.None);

        Assert.Equal(last, report.Notes[^1]);
    }

    [Fact]
    public async Task A_first_deployment_announces_that_what_was_started_by_hand_is_put_back()
    {
        using var stack = new StandInStack();

        var report = await new DeploymentPlan(stack.Project, new ReleasePorts { ProcessEnvironment = _ => null }, new DeploymentOptions(), "01").RunAsync(CancellationToken.None);

        Assert.StartsWith("On a failure put back what runs now", report.Notes[^1], StringComparison.Ordinal);
    }
}
