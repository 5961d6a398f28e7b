using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Retention;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project.Sections;
using Xunit;

namespace DeployOps.Engine.Tests.Backups.Retention;

public sealed class RetentionPlanTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    private static readonly BackupKeepSettings Nothing = new() { Last = 0, Age = TimeSpan.Zero };

    [Fact]
    public void What_is_not_older_than_the_age_stays()
    {
        Assert.Equal([true, true, false], Kept([Of(0), Of(30), Of(30.1)], new BackupKeepSettings { Last = 1 }));
        Assert.Equal("older than 30 days", Reason([Of(0), Of(20), Of(31)], new BackupKeepSettings { Last = 1 }, 2));
        Assert.Equal("not older than 30 days", Reason([Of(0), Of(29)], new BackupKeepSettings { Last = 1 }, 1));
    }

    [Fact]
    public void The_last_ones_stay_however_old()
    {
        Assert.Equal([true, true, true, false], Kept([Of(20), Of(21), Of(22), Of(23)], new BackupKeepSettings { Age = TimeSpan.FromDays(1) }));
    }

    [Fact]
    public void The_newest_of_each_day_week_and_month_stays()
    {
        // 2026-11-21 is the Saturday of week 47.
        RetentionCandidate[] sets = [Of(0), Of(0.25), Of(1), Of(1.25), Of(2), Of(7), Of(8), Of(40), Of(75)];

        Assert.Equal([0, 2, 4], Indices(sets, Nothing with { Daily = 3 }));
        Assert.Equal([0, 5, 7], Indices(sets, Nothing with { Weekly = 3 }));
        Assert.Equal([0, 7, 8], Indices(sets, Nothing with { Monthly = 3 }));
        Assert.Equal("the last verified set, daily 2026-11-21, weekly 2026-W47, monthly 2026-11", Reason(sets, Nothing with { Daily = 1, Weekly = 1, Monthly = 1 }, 0));
    }

    [Fact]
    public void A_week_belongs_to_the_year_of_ISO_8601()
    {
        var newYear = new DateTimeOffset(2027, 1, 2, 0, 0, 0, TimeSpan.Zero);

        Assert.Contains("weekly 2026-W53", RetentionPlan.Decide([At(newYear)], Nothing with { Weekly = 1 }, newYear, TimeZoneInfo.Utc)[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_day_is_one_of_the_local_calendar()
    {
        var seoul = TimeZoneInfo.CreateCustomTimeZone("KST", TimeSpan.FromHours(9), "KST", "KST");
        RetentionCandidate[] sets = [At(Now.AddHours(4)), At(Now.AddHours(2))];

        Assert.Equal([true, true], RetentionPlan.Decide(sets, Nothing with { Daily = 2 }, Now.AddHours(5), seoul).Select(one => one.IsKept));
        Assert.Equal([true, false], RetentionPlan.Decide(sets, Nothing with { Daily = 2 }, Now.AddHours(5), TimeZoneInfo.Utc).Select(one => one.IsKept));
    }

    [Fact]
    public void The_last_verified_set_stays_when_no_rule_keeps_it()
    {
        RetentionCandidate[] sets = [Of(1, BackupState.Complete), Of(2, BackupState.Complete), Of(90), Of(91)];

        Assert.Equal([2], Indices(sets, Nothing));
        Assert.Equal("the last verified set", Reason(sets, Nothing, 2));
    }

    [Fact]
    public void Without_a_verified_set_nothing_complete_goes()
    {
        RetentionCandidate[] sets = [Of(100, BackupState.Complete), Of(200, BackupState.Complete), Of(300, BackupState.Complete)];

        Assert.Equal([true, true, true], Kept(sets, Nothing));
        Assert.Equal("the last complete set, and none is verified", Reason(sets, Nothing, 0));
        Assert.Equal(RetentionPlan.NoneVerified, Reason(sets, Nothing, 1));
    }

    [Fact]
    public void A_set_from_the_future_is_kept_and_takes_nobodys_place()
    {
        RetentionCandidate[] sets = [Of(-400), Of(-1), Of(40), Of(50)];

        Assert.Equal([0, 1, 2], Indices(sets, Nothing with { Last = 1 }));
        Assert.StartsWith("from the future", Reason(sets, Nothing, 0), StringComparison.Ordinal);
        Assert.Equal("the last verified set, one of the last 1", Reason(sets, Nothing with { Last = 1 }, 2));
    }

    [Fact]
    public void A_partial_set_stays_a_day_and_displaces_nothing()
    {
        RetentionCandidate[] sets = [Partial(0.5), Partial(1.5), Partial(2) with { IsBeingWritten = true }, Of(40), Of(50)];

        Assert.Equal([0, 2, 3], Indices(sets, Nothing with { Last = 1 }));
        Assert.Equal("partial, older than 1 day", Reason(sets, Nothing, 1));
    }

    [Fact]
    public void The_newest_partial_set_stays_while_there_is_nothing_better()
    {
        Assert.Equal([0], Indices([Partial(10), Partial(11)], Nothing));
    }

    [Fact]
    public void Damaged_manifests_missing_files_and_failed_looks_displace_nothing()
    {
        var damaged = Of(1) with { Set = Of(1).Set with { Manifest = null, Problem = "the seal is broken", Fault = BackupFault.Damaged } };
        RetentionCandidate[] sets = [damaged, Of(2) with { Lack = "its file redis.rdb is not there" }, Failed(3), Of(40), Of(41)];

        Assert.Equal([0, 1, 3], Indices(sets, Nothing with { Last = 1 }));
        Assert.Equal("cannot be trusted (the seal is broken); removed only by name", Reason(sets, Nothing, 0));
        Assert.Equal("its file redis.rdb is not there; removed only by name", Reason(sets, Nothing, 1));
        Assert.Equal("older than 0 h, and its last look failed", Reason(sets, Nothing, 2));
        Assert.Equal("the last verified set, one of the last 1", Reason(sets, Nothing with { Last = 1 }, 3));
    }

    [Fact]
    public void A_safety_set_is_kept_by_its_age_alone_and_is_not_counted()
    {
        RetentionCandidate[] sets = [Safety(1), Safety(20), Of(21), Of(22)];
        var keep = new BackupKeepSettings { Last = 1, Age = TimeSpan.FromDays(10) };

        Assert.Equal([0, 2], Indices(sets, keep));
        Assert.Equal("the last verified set, not older than 10 days", Reason(sets, keep, 0));
    }

    [Fact]
    public void The_last_verified_set_must_not_go_even_when_named()
    {
        RetentionCandidate[] sets = [Of(1, BackupState.Complete), Of(2), Of(3), Partial(4) with { IsBeingWritten = true }];

        Assert.Null(RetentionPlan.Forbids(sets[0], sets, Now));
        Assert.Equal("it is the last verified set", RetentionPlan.Forbids(sets[1], sets, Now));
        Assert.Null(RetentionPlan.Forbids(sets[2], sets, Now));
        Assert.Equal("it is being written", RetentionPlan.Forbids(sets[3], sets, Now));
        Assert.Equal("it is the last complete set, and none is verified", RetentionPlan.Forbids(sets[0], [sets[0]], Now));
    }

    [Fact]
    public void The_only_verified_set_must_not_go_even_when_it_is_from_the_future()
    {
        RetentionCandidate[] sets = [Of(-10), Of(1, BackupState.Complete)];

        Assert.NotNull(RetentionPlan.Forbids(sets[0], sets, Now));
    }

    [Fact]
    public void For_any_sets_the_last_verified_stays_and_deciding_again_removes_nothing()
    {
        var random = new Random(7);
        for (var round = 0; round < 3_000; round++)
        {
            var sets = Enumerable.Range(0, random.Next(0, 25)).Select(_ => Any(random)).ToList();
            var keep = new BackupKeepSettings
            {
                Last = random.Next(1, 4),
                Daily = random.Next(4),
                Weekly = random.Next(4),
                Monthly = random.Next(4),
                Age = TimeSpan.FromDays(random.Next(40)),
            };

            var decisions = RetentionPlan.Decide(sets, keep, Now, TimeZoneInfo.Utc);
            var kept = decisions.Where(one => one.IsKept).Select(one => one.Candidate).ToList();

            Assert.Equal(sets.Count, decisions.Count);
            Assert.All(decisions, one => Assert.NotEmpty(one.Reason));
            AssertStays(decisions, sets.Where(set => set.IsVerified && !set.IsOfTheFuture(Now)));
            if (!sets.Any(set => set.IsVerified && !set.IsOfTheFuture(Now)))
            {
                Assert.All(decisions.Where(one => one.Candidate.IsGood), one => Assert.True(one.IsKept));
            }

            Assert.True(sets.Count == 0 || kept.Count > 0, "everything was removed");
            Assert.All(RetentionPlan.Decide(kept, keep, Now, TimeZoneInfo.Utc), again => Assert.True(again.IsKept, $"round {round}: {again.Reason}"));
        }
    }

    private static void AssertStays(IReadOnlyList<(RetentionCandidate Candidate, bool IsKept, string Reason)> decisions, IEnumerable<RetentionCandidate> verified)
    {
        if (verified.MaxBy(set => set.At) is { } last)
        {
            Assert.Contains(decisions, one => one.Candidate.At == last.At && one.IsKept);
        }
    }

    private static RetentionCandidate Any(Random random)
    {
        var days = (random.NextDouble() * 120) - 2;
        return random.Next(8) switch
        {
            0 => Partial(days) with { IsBeingWritten = random.Next(3) == 0 },
            1 => Failed(days),
            2 => Safety(days),
            3 => Of(days) with { Lack = "its file redis.rdb is not there" },
            4 or 5 => Of(days, BackupState.Complete),
            _ => Of(days),
        };
    }

    private static RetentionCandidate Of(double daysOld, BackupState state = BackupState.Verified) => At(Now.AddDays(-daysOld), state);

    private static RetentionCandidate At(DateTimeOffset at, BackupState state = BackupState.Verified)
    {
        var id = BackupId.New(at);
        return new RetentionCandidate(new BackupSet
        {
            Id = id,
            Path = $"/backups/shop/{id}",
            Manifest = new BackupManifest
            {
                Id = id, Project = "shop", Stack = "shop", State = state, StartedAt = at, Stores = [new StoreRecord { Kind = DataStoreKind.Redis, Source = "cache:6379", SnapshotAt = at }],
            },
        });
    }

    private static RetentionCandidate Partial(double daysOld) =>
        Of(daysOld, BackupState.Partial) is var candidate ? candidate with { Set = candidate.Set with { Path = candidate.Set.Path + ".partial" } } : null!;

    private static RetentionCandidate Failed(double daysOld) => Changed(Of(daysOld), manifest => manifest with
    {
        Verifications = [new VerificationRecord { At = Now, Level = VerificationLevel.Hash, Passed = false }],
    });

    private static RetentionCandidate Safety(double daysOld) => Changed(Of(daysOld), manifest => manifest with { Reason = "safety set before restore of 20261121T020000Z-4f2a" });

    private static RetentionCandidate Changed(RetentionCandidate candidate, Func<BackupManifest, BackupManifest> change) =>
        candidate with { Set = candidate.Set with { Manifest = change(candidate.Set.Manifest!) } };

    private static IEnumerable<bool> Kept(IReadOnlyList<RetentionCandidate> sets, BackupKeepSettings keep) =>
        sets.Select(set => RetentionPlan.Decide(sets, keep, Now, TimeZoneInfo.Utc).Single(one => one.Candidate.Set.Path == set.Set.Path).IsKept);

    private static IEnumerable<int> Indices(IReadOnlyList<RetentionCandidate> sets, BackupKeepSettings keep) =>
        Kept(sets, keep).Select((isKept, index) => (isKept, index)).Where(one => one.isKept).Select(one => one.index);

    private static string Reason(RetentionCandidate[] sets, BackupKeepSettings keep, int index) =>
        RetentionPlan.Decide(sets, keep, Now, TimeZoneInfo.Utc).Single(one => one.Candidate.Set.Path == sets[index].Set.Path).Reason;
}
