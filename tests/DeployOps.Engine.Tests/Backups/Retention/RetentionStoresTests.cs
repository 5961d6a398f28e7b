using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Retention;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project.Sections;
using Xunit;
using static DeployOps.Engine.Tests.Backups.Retention.RetentionSets;

namespace DeployOps.Engine.Tests.Backups.Retention;

/// <summary>Retention counts store by store, and installation by installation.</summary>
public sealed class RetentionStoresTests
{
    private const DataStoreKind Postgres = DataStoreKind.Postgres;
    private const DataStoreKind Redis = DataStoreKind.Redis;

    [Fact]
    public void A_set_of_one_store_does_not_displace_the_only_set_of_all_stores()
    {
        RetentionCandidate[] sets = [Of(0, Redis), Of(40)];

        Assert.Equal([0, 1], sets.Kept(Nothing));
        Assert.Equal("the last verified set with Redis", sets.Decision(Nothing, 0).Reason);
        Assert.Equal("the last verified set with Postgres, Graph", sets.Decision(Nothing, 1).Reason);
    }

    [Fact]
    public void A_set_of_all_stores_displaces_one_of_each()
    {
        RetentionCandidate[] sets = [Of(0), Of(1, Redis), Of(2, Postgres)];

        Assert.Equal([0], sets.Kept(Nothing));
        Assert.Equal("the last verified set", sets.Decision(Nothing, 0).Reason);
    }

    [Fact]
    public void The_last_ones_and_the_days_are_counted_for_each_store()
    {
        RetentionCandidate[] sets = [Of(0, Redis), Of(0.1, Redis), Of(0.2, Redis), Of(1), Of(2), Of(3)];

        Assert.Equal([0, 1, 3, 4], sets.Kept(Nothing with { Last = 2 }));
        Assert.Equal([0, 3, 4], sets.Kept(Nothing with { Daily = 2 }));
        Assert.Equal("daily 2026-11-19 with Postgres, Graph", sets.Decision(Nothing with { Daily = 2 }, 4).Reason);
    }

    [Fact]
    public void A_store_that_no_verified_set_holds_keeps_its_complete_ones()
    {
        RetentionCandidate[] sets = [Of(0, Redis), Of(BackupState.Complete, 10, Postgres), Of(BackupState.Complete, 11, Postgres), Of(BackupState.Complete, 12, Redis)];

        Assert.Equal([0, 1, 2], sets.Kept(Nothing));
        Assert.Equal("the last complete set with Postgres, and none is verified", sets.Decision(Nothing, 1).Reason);
        Assert.Equal("no set with Postgres is verified", sets.Decision(Nothing, 2).Reason);
        Assert.True(RetentionPlan.IsUnproven(sets.Decision(Nothing, 2).Reason));
    }

    [Fact]
    public void The_last_verified_set_of_a_store_may_go_by_name_only_when_the_store_was_given_up()
    {
        RetentionCandidate[] sets = [Of(0, Redis), Of(10, Redis, Postgres)];

        Assert.Equal("it is the last verified set with Postgres", RetentionPlan.Forbids(sets[1], sets, Now));
        Assert.Null(RetentionPlan.Forbids(sets[1], sets, Now, kind => kind != Postgres));
        Assert.NotNull(RetentionPlan.Forbids(sets[0], sets, Now, kind => kind != Postgres));
    }

    [Fact]
    public void A_partial_set_with_the_newest_dump_of_a_store_stays_until_a_newer_one_holds_it()
    {
        RetentionCandidate[] sets = [Of(0, Redis), Of(BackupState.Partial, 10, Postgres), Of(BackupState.Partial, 11, Postgres, Redis), Of(40)];

        Assert.Equal([0, 1, 3], sets.Kept(Nothing));
        Assert.Equal("partial, and no newer set holds Postgres", sets.Decision(Nothing, 1).Reason);
        Assert.Equal([0], new[] { Of(0), sets[1], sets[2] }.Kept(Nothing));
    }

    [Fact]
    public void Sets_of_another_installation_stay_and_displace_nothing()
    {
        RetentionCandidate[] sets = [Of(0).From("compose project 'shop-stage'"), Of(10), Of(11), Of(50).From("compose project 'shop-stage'")];

        Assert.Equal([0, 1, 3], sets.Kept(Nothing with { Last = 1 }));
        Assert.StartsWith("of compose project 'shop-stage'", sets.Decision(Nothing, 3).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_verified_set_of_another_installation_must_not_go_by_name_either()
    {
        RetentionCandidate[] sets = [Of(0), Of(10).From("compose project 'shop-stage'"), Of(11).From("compose project 'shop-stage'")];

        Assert.Equal("it is the last verified set", RetentionPlan.Forbids(sets[1], sets, Now));
        Assert.Null(RetentionPlan.Forbids(sets[2], sets, Now));
    }

    [Fact]
    public void For_any_sets_the_last_verified_one_of_each_store_stays_and_deciding_again_removes_nothing()
    {
        var random = new Random(11);
        for (var round = 0; round < 2_000; round++)
        {
            var sets = Enumerable.Range(0, random.Next(1, 20)).Select(_ => Any(random)).ToList();
            var keep = new BackupKeepSettings { Last = random.Next(1, 4), Daily = random.Next(3), Monthly = random.Next(3), Age = TimeSpan.FromDays(random.Next(40)) };

            var kept = RetentionPlan.Decide(sets, keep, Now, TimeZoneInfo.Utc).Where(one => one.IsKept).Select(one => one.Candidate).ToList();

            foreach (var kind in All)
            {
                if (sets.Where(set => set is { IsVerified: true, IsOwn: true } && set.Kinds.Contains(kind)).MaxBy(set => set.At) is { } last)
                {
                    Assert.Contains(last, kept);
                }
            }

            Assert.All(sets.Where(set => !set.IsOwn), set => Assert.Contains(set, kept));
            Assert.All(RetentionPlan.Decide(kept, keep, Now, TimeZoneInfo.Utc), again => Assert.True(again.IsKept, $"round {round}: {again.Reason}"));
        }
    }

    private static RetentionCandidate Any(Random random)
    {
        var kinds = All.Where(_ => random.Next(2) == 0).ToArray();
        var set = Of((BackupState)random.Next(3), random.NextDouble() * 100, kinds);
        return random.Next(6) == 0 ? set.From("compose project 'other'") : set;
    }
}
