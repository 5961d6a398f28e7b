using DeployOps.Engine.Compose.Configuration;
using DeployOps.Engine.Compose.DockerCli;
using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Releases.Operations;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Operations;

/// <summary>That the plan of a release is one that compose takes back, found out before anything is replaced.</summary>
public sealed class PlanAcceptanceTests : IDisposable
{
    private readonly StandInStack _stack = new();

    [Fact]
    public async Task A_plan_is_kept_without_what_compose_left_out_and_is_tried_once_for_each_shape()
    {
        _stack.Plan = target => Waiting(target.Environment["TAG"]!, isRequired: false);

        var first = await KeepAsync("2026.1", 1);
        Assert.Empty(ComposePlan.Parse(new CapturedText(File.ReadAllText(first))).Find("backend")!.Dependencies);
        Assert.Equal(first, Assert.Single(_stack.Resolved[^1].Files));
        Assert.Equal(2, _stack.Resolved.Count);

        await KeepAsync("2026.2", 2);
        Assert.Equal(3, _stack.Resolved.Count);

        _stack.Plan = target => StandInStack.PlanOf(target.Environment["TAG"]!);
        var other = await KeepAsync("2026.3", 3);
        Assert.Equal(5, _stack.Resolved.Count);
        Assert.Equal(StandInStack.PlanOf("2026.3"), File.ReadAllText(other));
    }

    [Fact]
    public async Task A_plan_that_compose_refuses_is_named_and_not_kept()
    {
        _stack.Plan = target => target.Files[0].EndsWith("compose.json", StringComparison.Ordinal)
            ? throw new ComposeConfigRefusedException(new ComposeConfigFailure(ComposeConfigFailureKind.Unknown, "depends on an unknown service"))
            : Waiting("1", isRequired: true);
        _stack.ReadsPlansBack = false;

        var refused = await Assert.ThrowsAsync<ReleasePlanRefusedException>(() => KeepAsync("1", 1));

        Assert.Contains("depends on an unknown service", refused.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(new OperationFolder(_stack.Project, 1).Plan));
        await Assert.ThrowsAsync<ReleasePlanRefusedException>(() => KeepAsync("1", 2));
    }

    [Fact]
    public async Task A_plan_that_an_earlier_version_kept_is_mended_when_it_is_gone_back_to()
    {
        var number = await _stack.Journal.ReleaseAsync("1");
        var plan = new OperationFolder(_stack.Project, number).Plan;
        OperationFolder.Write(plan, System.Text.Encoding.UTF8.GetBytes(Waiting("1", isRequired: false)));
        using var session = await _stack.OpenAsync();

        var release = ReleaseReader.OfKept(session, (await _stack.Journal.ReadAsync()).Operations[0], []);

        Assert.Equal([plan], release.Target.Files);
        Assert.Empty((await ComposePlan.ReadAsync(plan, CancellationToken.None)).Find("backend")!.Dependencies);
    }

    public void Dispose() => _stack.Dispose();

    private static string Waiting(string tag, bool isRequired) =>
        StandInStack.PlanOf(tag).Replace("\"environment\"", $"\"depends_on\":{{\"mail\":{{\"condition\":\"service_started\",\"required\":{(isRequired ? "true" : "false")}}}}},\"environment\"", StringComparison.Ordinal);

    private async Task<string> KeepAsync(string tag, long number)
    {
        using var session = await _stack.OpenAsync();
        await ReleaseReader.KeepPlanAsync(session, ReleaseReader.Of(session, tag, number), CancellationToken.None);
        return new OperationFolder(session.Project, number).Plan;
    }
}
