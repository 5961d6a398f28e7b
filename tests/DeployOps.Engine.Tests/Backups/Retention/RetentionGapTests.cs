using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Retention;
using DeployOps.Engine.Project.Sections;
using Xunit;
using static DeployOps.Engine.Tests.Backups.Retention.RetentionSets;

namespace DeployOps.Engine.Tests.Backups.Retention;

/// <summary>A clock that is wrong for one run must not make old what is not.</summary>
public sealed class RetentionGapTests
{
    private static readonly BackupKeepSettings Keep = new() { Last = 1 };

    [Fact]
    public void One_run_with_a_clock_far_ahead_removes_nothing_that_was_young_before()
    {
        RetentionCandidate[] sets = [Of(0), .. Enumerable.Range(400, 5).Select(day => Of(BackupState.Complete, day))];

        Assert.Equal([0, 1, 2, 3, 4, 5], sets.Kept(Keep));
        Assert.EndsWith(RetentionPlan.BeforeTheGap, sets.Decision(Keep, 5).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Retention_alone_with_a_clock_far_ahead_removes_nothing_either()
    {
        Assert.Equal([0, 1, 2], new[] { Of(400), Of(401), Of(402) }.Kept(Keep));
    }

    [Fact]
    public void What_was_old_before_the_gap_goes_and_so_the_folder_does_not_grow()
    {
        Assert.Equal([0, 1], new[] { Of(0), Of(400), Of(431) }.Kept(Keep));
    }

    [Fact]
    public void Three_sets_after_a_pause_show_that_it_was_a_real_one()
    {
        Assert.Equal([0, 1, 2], new[] { Of(0), Of(1), Of(400) }.Kept(Keep));
        Assert.Equal([0, 1, 2], new[] { Of(0), Of(1), Of(2), Of(400) }.Kept(Keep));
    }

    [Fact]
    public void A_rhythm_that_the_agreed_age_allows_is_no_gap()
    {
        RetentionCandidate[] sets = [Of(0), Of(45), Of(50)];

        Assert.Equal([0, 1, 2], sets.Kept(Keep));
        Assert.Equal([0], sets.Kept(Keep, rpo: TimeSpan.FromDays(5)));
    }
}
