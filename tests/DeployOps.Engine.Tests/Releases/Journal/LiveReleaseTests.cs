using DeployOps.Engine.Releases;
using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Journal;

/// <summary>What is live by the journal, for every way a release can end.</summary>
public sealed class LiveReleaseTests
{
    private readonly List<ReleaseOperation> _operations = [];

    private JournalContent Journal => new(_operations, []);

    [Fact]
    public void Nothing_is_live_by_an_empty_journal()
    {
        Assert.Null(LiveRelease.Of(Journal));
        Assert.True(LiveRelease.IsSure(Journal));
        Assert.Empty(LiveRelease.Candidates(Journal));
    }

    [Fact]
    public void The_last_release_that_succeeded_is_live()
    {
        Add("a", ReleaseResult.Succeeded);
        Add("b", ReleaseResult.Succeeded);
        IsLive("b", sure: true, "a");
    }

    [Fact]
    public void A_release_that_was_rolled_back_leaves_the_one_before_it_live()
    {
        Add("a", ReleaseResult.Succeeded);
        Add("b", ReleaseResult.RolledBack, previous: "a", steps: [ReleaseStep.Up, ReleaseStep.Rollback]);
        IsLive("a", sure: true);
    }

    [Theory]
    [InlineData(ReleaseResult.Failed)]
    [InlineData(ReleaseResult.Cancelled)]
    [InlineData(ReleaseResult.Started)]
    public void An_operation_that_ended_before_it_replaced_anything_changes_nothing(ReleaseResult result)
    {
        Add("a", ReleaseResult.Succeeded);
        Add("b", result, steps: [ReleaseStep.Preflight, ReleaseStep.Build, ReleaseStep.MigrateBefore]);
        IsLive("a", sure: true);
    }

    [Theory]
    [InlineData(ReleaseResult.Failed)]
    [InlineData(ReleaseResult.Cancelled)]
    [InlineData(ReleaseResult.RollbackFailed)]
    [InlineData(ReleaseResult.Started)]
    public void After_an_operation_that_replaced_containers_and_came_to_no_good_end_it_is_not_sure(ReleaseResult result)
    {
        Add("a", ReleaseResult.Succeeded);
        Add("b", result, steps: [ReleaseStep.Build, ReleaseStep.Up]);

        // The last good one is what one goes back to first.
        IsLive("a", sure: false, "a");
        Assert.Equal("b", LiveRelease.Disturbance(Journal)!.Tag);
        Add("c", ReleaseResult.Succeeded);
        IsLive("c", sure: true, "a");
    }

    [Fact]
    public void A_rollback_makes_an_earlier_release_live_with_its_images()
    {
        Add("a", ReleaseResult.Succeeded, image: "sha256:a");
        Add("b", ReleaseResult.Succeeded);
        Add("a", ReleaseResult.Succeeded, ReleaseKind.Rollback, image: null);
        IsLive("a", sure: true, "b");
        Assert.Equal("sha256:a", Assert.Single(LiveRelease.Of(Journal)!.Images).Id);
    }

    [Fact]
    public void What_was_put_back_is_what_the_operation_says_was_live()
    {
        Add("a", ReleaseResult.Succeeded);
        Add("b", ReleaseResult.Succeeded);
        Add("c", ReleaseResult.RolledBack, previous: "a");
        IsLive("a", sure: true, "b");
        Add("d", ReleaseResult.RolledBack, previous: "never heard of");
        IsLive("a", sure: true, "b");
    }

    [Fact]
    public void Rehearsals_and_gates_are_never_live()
    {
        Add("a", ReleaseResult.Succeeded);
        Add("b", ReleaseResult.Succeeded, ReleaseKind.Rehearsal);
        Add("c", ReleaseResult.Failed, ReleaseKind.Rehearsal, steps: [ReleaseStep.Up]);
        Add("d", ReleaseResult.Succeeded, ReleaseKind.Gate);
        IsLive("a", sure: true);
    }

    [Fact]
    public void Each_release_that_has_images_can_be_gone_back_to_and_a_tag_that_was_built_again_is_another_one()
    {
        Add("a", ReleaseResult.Succeeded, image: "sha256:1");
        Add("b", ReleaseResult.Failed);
        Add("a", ReleaseResult.Succeeded, image: "sha256:2");
        Add("x", ReleaseResult.Succeeded, image: null);
        Add("c", ReleaseResult.Succeeded);
        Add("a", ReleaseResult.Succeeded, image: "sha256:2");
        Add("c", ReleaseResult.Succeeded);
        Assert.Equal([6L, 1L], LiveRelease.Candidates(Journal).Select(operation => operation.Number));
    }

    private void IsLive(string tag, bool sure, params string[] candidates)
    {
        Assert.Equal(tag, LiveRelease.Of(Journal)!.Tag);
        Assert.Equal(sure, LiveRelease.IsSure(Journal));
        Assert.Equal(candidates, LiveRelease.Candidates(Journal).Select(operation => operation.Tag));
    }

    private void Add(string tag, ReleaseResult result, ReleaseKind kind = ReleaseKind.Release, string? previous = null, ReleaseStep[]? steps = null, string? image = "sha256:x") =>
        _operations.Add(new ReleaseOperation
        {
            Number = _operations.Count + 1,
            Kind = kind,
            Tag = tag,
            PreviousTag = previous,
            StackName = "shop",
            Started = DateTimeOffset.UnixEpoch,
            Result = result,
            Steps = [.. (steps ?? []).Select(step => new StepReport(step, StepOutcome.Succeeded, DateTimeOffset.UnixEpoch, TimeSpan.Zero))],
            Images = image is null ? [] : [new ReleaseImage("backend", $"shop/backend:{tag}", image)],
        });
}
