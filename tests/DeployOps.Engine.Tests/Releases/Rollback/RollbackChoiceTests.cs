using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Releases.Operations;
using DeployOps.Engine.Releases.Rollback;
using DeployOps.Engine.Tests.Releases.Journal;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Rollback;

/// <summary>Where a rollback goes: back along what was live, never to a release that was gone back from.</summary>
public sealed class RollbackChoiceTests
{
    private readonly KnownJournal _journal = new();

    [Fact]
    public void The_same_tag_built_again_is_another_release_and_each_step_goes_further_back()
    {
        _journal.Add("01", image: "first");
        _journal.Add("02");
        _journal.Add("01", image: "third");
        _journal.Add("01", image: "fourth");
        Assert.Equal("; 01 of operation 3 can be gone back to", RollbackOffer.Of(_journal.Content, 4));

        Assert.Equal("sha256:third", GoBack());
        Assert.Equal("sha256:02", GoBack());
        Assert.Equal("sha256:first", GoBack());
        Assert.Throws<NoReleaseToGoBackToException>(() => GoBack());
    }

    [Fact]
    public void A_release_that_is_put_back_after_a_failed_one_is_called_by_its_tag_alone()
    {
        _journal.Add("01");
        _journal.Add("02", ReleaseResult.RollbackFailed);

        var (chosen, live) = (Choose(new RollbackOptions()), LiveRelease.Of(_journal.Content));

        Assert.Equal("01", RollbackChoice.NameOf(chosen, live));
        Assert.True(RollbackChoice.IsSame(chosen, live));
    }

    [Fact]
    public void A_release_after_a_rollback_goes_back_to_what_was_live_before_it()
    {
        _journal.Add("01");
        _journal.Add("02");
        _journal.Add("03");
        GoBack();
        GoBack();
        _journal.Add("04");

        // 03 and 02 were gone back from: they can be named and are not offered.
        Assert.Equal("sha256:01", GoBack());
        Assert.Throws<NoReleaseToGoBackToException>(() => GoBack());
        Assert.Equal("03", Choose(new RollbackOptions { ToTag = "03" }).Tag);
    }

    [Fact]
    public void A_release_that_was_live_twice_is_passed_once_for_each_time()
    {
        _journal.Add("01");
        _journal.Add("02");
        _journal.Add("01");
        _journal.Add("03");

        Assert.Equal(["sha256:01", "sha256:02", "sha256:01"], new[] { GoBack(), GoBack(), GoBack() });
        Assert.Throws<NoReleaseToGoBackToException>(() => GoBack());
    }

    [Fact]
    public void A_tag_that_is_named_and_lies_ahead_is_a_place_to_go_back_from_again()
    {
        _journal.Add("01");
        _journal.Add("02");
        _journal.Add("03");
        GoBack();
        GoBack();
        _journal.Add("03", kind: ReleaseKind.Rollback);
        Assert.Equal("sha256:02", GoBack());
    }

    [Fact]
    public void A_named_tag_is_the_nearest_before_the_live_one_and_never_the_live_one_again()
    {
        _journal.Add("01", image: "first");
        _journal.Add("01", image: "second");
        _journal.Add("02");
        Assert.Equal("sha256:second", Choose(new RollbackOptions { ToTag = "01" }).Images[0].Id);

        _journal.Add("01", kind: ReleaseKind.Rollback, image: "second");
        var refused = Assert.Throws<NoReleaseToGoBackToException>(() => Choose(new RollbackOptions { ToTag = "01" }));
        Assert.Contains("without naming a tag", refused.Message, StringComparison.Ordinal);
        Assert.Equal("sha256:first", GoBack());
    }

    [Fact]
    public void After_a_rollback_that_failed_the_same_release_is_tried_again()
    {
        _journal.Add("01");
        _journal.Add("02");
        _journal.Add("03");
        _journal.Add("02", ReleaseResult.RollbackFailed, ReleaseKind.Rollback);
        Assert.Equal("02", Choose(new RollbackOptions()).Tag);
        Assert.Equal("01", Choose(new RollbackOptions { Steps = 2 }).Tag);

        // After a deployment that failed it is the one before it.
        GoBack();
        _journal.Add("04", ReleaseResult.Failed);
        Assert.Equal("02", Choose(new RollbackOptions()).Tag);
    }

    [Fact]
    public void The_report_offers_nothing_that_a_rollback_would_refuse()
    {
        _journal.Add("01");
        Assert.Equal("", RollbackOffer.Of(_journal.Content, 1));
        _journal.Add("01");
        Assert.Equal("", RollbackOffer.Of(_journal.Content, 2));
        _journal.Add("02", ReleaseResult.Started, reversible: false);
        Assert.Equal("; there is no way back but by force, because schema-02 cannot be undone", RollbackOffer.Of(_journal.Content, 3));
        _journal.Add("03", ReleaseResult.Started, reversible: true);
        Assert.Contains("no way back", RollbackOffer.Of(_journal.Content, 4), StringComparison.Ordinal);
        _journal.Add("02", image: "again");
        _journal.Add("04", ReleaseResult.Started);
        Assert.Equal("; 02 can be gone back to", RollbackOffer.Of(_journal.Content, 6));
    }

    [Fact]
    public void A_release_that_was_put_back_by_force_has_crossed_the_migration_already()
    {
        _journal.Add("01");
        _journal.Add("02", reversible: false);
        Assert.Throws<IrreversibleMigrationException>(() => GoBack());
        GoBack(force: true);
        _journal.Add("03");
        Assert.Equal("sha256:01", GoBack());
    }

    private ReleaseOperation Choose(RollbackOptions options) => RollbackChoice.Of(_journal.Content, options);

    private string GoBack(bool force = false)
    {
        var chosen = Choose(new RollbackOptions { Force = force });
        _journal.Add(chosen.Tag, kind: ReleaseKind.Rollback, image: chosen.Images[0].Id!["sha256:".Length..]);
        return chosen.Images[0].Id!;
    }
}
