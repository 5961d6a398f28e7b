using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Releases.Recovery;
using DeployOps.Engine.Tests.Releases.Journal;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Recovery;

/// <summary>Which way an interrupted deployment is brought to its end, by the migrations since the release before it.</summary>
public sealed class RecoveryDecisionTests
{
    private readonly KnownJournal _journal = new();

    [Theory]
    [InlineData(null)]
    [InlineData(true)]
    public void The_release_before_is_put_back_over_nothing_or_what_can_be_undone(bool? reversible)
    {
        _journal.Add("01");
        _journal.Add("02", ReleaseResult.Failed, reversible: reversible);

        Assert.Equal(RecoveryCourse.KeepNewOrPutBack, Of("03").Course);
    }

    [Fact]
    public void It_is_not_put_back_over_a_migration_of_an_earlier_deployment_that_failed()
    {
        _journal.Add("01");
        _journal.Add("02", ReleaseResult.Failed, reversible: false);

        var decision = Of("03");

        Assert.Equal(RecoveryCourse.GoForward, decision.Course);
        Assert.Contains("since 01 went live", decision.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_migration_before_the_release_that_is_put_back_does_not_matter()
    {
        _journal.Add("01", reversible: false);
        Assert.Equal(RecoveryCourse.KeepNewOrPutBack, Of("02").Course);
    }

    private RecoveryDecision Of(string tag) => RecoveryDecision.Of(_journal.Content, _journal.Add(tag, ReleaseResult.Started));
}
