using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Releases.Diagnosis;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Releases.Operations;
using DeployOps.Engine.Tests.Releases.Health;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Operations;

/// <summary>What a report says of a stack that is not well, and of one that was put back.</summary>
public sealed class FailureReportTests
{
    [Fact]
    public void A_service_with_the_right_image_that_restarts_is_not_well()
    {
        var container = ScriptedContainers.Container("front");
        var image = new ReleaseImage("front", "front:1", container.ImageId);

        Assert.True(Assert.Single(StackLook.Of([container]).Compare([image])).IsWell);
        var restarting = Assert.Single(StackLook.Of([container, container with { State = ContainerState.Restarting }]).Compare([image]));
        Assert.Equal((true, false, "restarting"), (restarting.IsAsWanted, restarting.IsWell, restarting.State.Split(',')[0]));
    }

    [Theory]
    [InlineData("docker compose logs backend", false, true)]
    [InlineData("docker compose logs backend", true, false)]
    [InlineData("docker compose up --detach --no-build migrate", true, false)]
    [InlineData("deployops env test .env.prod", true, true)]
    public async Task After_a_rollback_the_next_step_asks_no_container_that_was_put_back(string command, bool isReplaced, bool isNamed)
    {
        using var stack = new StandInStack();
        var number = await stack.Journal.BeginAsync("02");
        using var session = await stack.OpenAsync();
        var folder = new OperationFolder(session.Project, number);
        OperationFolder.Write(folder.LogOf("backend"), "ERROR"u8.ToArray());
        var diagnosis = new DiagnosisReport { StackName = "shop", Time = session.Now, Steps = [], Causes = [new ProbableCause("backend", DiagnosisCause.CrashAtStart, 60, "It ended.", "ERROR", command)], Summary = "backend" };
        var failure = new StepFailedException("not healthy", "Ask the containers.");

        var next = FailureEvidence.Record(session, new OperationSteps(session, number), folder, failure, diagnosis, "put back", isReplaced).NextAction;

        Assert.Equal(isNamed, next.Contains(command, StringComparison.Ordinal));
        Assert.Equal(isReplaced, next.Contains("/logs/backend.log", StringComparison.Ordinal));
        Assert.Equal(!isReplaced, next.Contains("Ask the containers.", StringComparison.Ordinal));
    }
}
