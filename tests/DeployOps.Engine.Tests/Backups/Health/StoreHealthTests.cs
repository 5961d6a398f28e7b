using System.Globalization;
using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Health;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project.Sections;
using Xunit;

namespace DeployOps.Engine.Tests.Backups.Health;

/// <summary>Health store by store, and of the sets that a restore would be made from.</summary>
public sealed class StoreHealthTests
{
    private const DataStoreKind Postgres = DataStoreKind.Postgres;
    private const DataStoreKind Redis = DataStoreKind.Redis;
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-11-21T09:00:00Z", CultureInfo.InvariantCulture);

    [Fact]
    public void A_fresh_set_of_one_store_says_nothing_of_the_others()
    {
        var finding = Assert.Single(Findings(Facts(Set(1, Redis), Set(40, Postgres, Redis))));
        Assert.StartsWith("Overdue: Postgres: last verified in 2026", finding, StringComparison.Ordinal);
        Assert.Contains("40 h old; 26 h were agreed", finding, StringComparison.Ordinal);
        Assert.Empty(Findings(Facts(Set(1, Redis), Set(20, Postgres, Redis))));
    }

    [Fact]
    public void A_store_of_today_that_no_verified_set_holds_is_a_finding()
    {
        var facts = Facts(Set(1, Redis)) with { Stores = [Postgres, Redis] };

        Assert.Equal(["Postgres: never verified; no set that holds it was proven to restore."], Findings(facts));
        Assert.Null(facts.RecoveryPoint);
    }

    [Fact]
    public void A_store_that_the_project_has_no_more_is_not_judged()
    {
        Assert.Empty(Findings(Facts(Set(1, Redis), Set(400, Postgres, Redis)) with { Stores = [Redis] }));
    }

    [Fact]
    public void What_would_be_lost_is_what_the_store_with_the_oldest_proof_would_lose()
    {
        Assert.Equal(TimeSpan.FromHours(20), Facts(Set(1, Redis), Set(20, Postgres, Redis)).RecoveryPoint);
    }

    [Fact]
    public void How_long_a_recovery_takes_is_what_the_slowest_of_the_needed_sets_took()
    {
        var quick = Rehearsed(Set(1, Redis), TimeSpan.FromSeconds(2));
        var facts = Facts(quick, Rehearsed(Set(20, Postgres, Redis), TimeSpan.FromHours(5)), Rehearsed(Set(30, Postgres, Redis), TimeSpan.FromHours(9)));

        Assert.Equal(TimeSpan.FromHours(5), facts.RecoveryTime);
        Assert.Equal(["The last rehearsal took 5 h; 4 h were agreed (RTO)."], Findings(facts));
        Assert.Equal(TimeSpan.FromSeconds(2), (facts with { Stores = [Redis] }).RecoveryTime);
    }

    [Fact]
    public void A_set_without_its_file_is_no_proof()
    {
        var hollow = Set(1, Redis);
        var facts = Facts(hollow, Set(40, Redis)) with { Lacking = new Dictionary<string, string> { [hollow.Path] = "its file redis.rdb is not there" } };

        var findings = Findings(facts);

        Assert.StartsWith("Overdue:", findings[0], StringComparison.Ordinal);
        Assert.Contains($"{hollow.Id} is not whole: its file redis.rdb is not there.", findings);
    }

    [Fact]
    public void A_copy_without_its_file_is_a_finding_and_a_whole_one_is_none()
    {
        var set = Set(1, Redis);
        var copy = set with { Path = "/copies/1" };
        var facts = Facts(set) with { Copies = [copy] };

        Assert.Empty(Findings(facts));
        Assert.Equal(
            [$"The copy of {set.Id} in the second folder is not whole: its file redis.rdb has another size."],
            Findings(facts with { Lacking = new Dictionary<string, string> { [copy.Path] = "its file redis.rdb has another size" } }));
    }

    [Fact]
    public void The_last_set_with_each_store_has_to_be_in_the_second_folder()
    {
        var (redis, whole) = (Set(1, Redis), Set(20, Postgres, Redis));

        Assert.Equal([$"The last verified set with Postgres ({whole.Id}) is not in the second folder: it is on one machine alone."], Findings(Facts(redis, whole) with { Copies = [redis] }));
    }

    [Fact]
    public void A_nightly_run_with_a_reason_that_ended_partial_is_the_last_backup()
    {
        var nightly = Changed(Set(1, Redis), manifest => manifest with { State = BackupState.Partial, Reason = "nightly", IsSafetySet = false });

        Assert.StartsWith($"The last backup ({nightly.Id}) did not come to its end", Assert.Single(Findings(Facts(nightly, Set(20, Redis)))), StringComparison.Ordinal);
        var failed = Changed(nightly, manifest => manifest with { Stores = [manifest.Stores[0] with { Failure = "it was not contacted." }] });
        Assert.EndsWith(": Redis: it was not contacted.", Assert.Single(Findings(Facts(failed, Set(20, Redis)))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_safety_set_is_known_by_its_flag_and_an_old_one_by_its_reason()
    {
        var partial = Changed(Set(1, Redis), manifest => manifest with { State = BackupState.Partial });

        Assert.Empty(Findings(Facts(Changed(partial, manifest => manifest with { IsSafetySet = true }), Set(20, Redis))));
        Assert.Empty(Findings(Facts(Changed(partial, manifest => manifest with { Reason = "safety set before restore of x" }), Set(20, Redis))));
        Assert.NotEmpty(Findings(Facts(Changed(partial, manifest => manifest with { Reason = "safety set before restore of x", IsSafetySet = false }), Set(20, Redis))));
    }

    [Fact]
    public void A_failed_look_at_the_last_verified_set_is_a_finding_although_a_newer_set_is_there()
    {
        var failed = Looked(Set(10, Redis), new VerificationRecord { At = Now, Level = VerificationLevel.Hash, Passed = false, Findings = ["Redis: another hash"] });

        Assert.Contains($"The last look at the last verified set ({failed.Id}) failed: Redis: another hash", Findings(Facts(Set(1, Redis, BackupState.Complete), failed)));
    }

    [Fact]
    public void A_look_that_could_not_be_made_is_a_note()
    {
        var facts = Facts(Looked(Set(10, Redis), new VerificationRecord { At = Now, Level = VerificationLevel.Hash, Passed = false, Obstacles = ["Redis: no engine"] }));

        Assert.Empty(Findings(facts));
        Assert.Contains(BackupJudgement.Notes(facts), note => note.EndsWith("could not be looked at as wanted: Redis: no engine", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_no_task_is_registered_nobody_is_told_to_look_why_it_did_not_run()
    {
        Assert.DoesNotContain("Get-BackupTask", BackupJudgement.NextAction(Facts()), StringComparison.Ordinal);
        Assert.Contains("Register-BackupTask", BackupJudgement.NextAction(Facts(Set(40, Redis))), StringComparison.Ordinal);
    }

    private static List<string> Findings(BackupFacts facts) => [.. BackupJudgement.Findings(facts)];

    private static BackupFacts Facts(params BackupSet[] sets) => new(new BackupSettings(), sets, null, null, Now);

    private static BackupSet Changed(BackupSet set, Func<BackupManifest, BackupManifest> change) => set with { Manifest = change(set.Manifest!) };

    private static BackupSet Looked(BackupSet set, VerificationRecord look) => Changed(set, manifest => manifest with { Verifications = [look] });

    private static BackupSet Rehearsed(BackupSet set, TimeSpan duration) =>
        Looked(set, new VerificationRecord { At = Now, Level = VerificationLevel.Restore, Passed = true, Duration = duration });

    private static BackupSet Set(double hoursOld, DataStoreKind kind, BackupState state) => Changed(Set(hoursOld, kind), manifest => manifest with { State = state });

    private static BackupSet Set(double hoursOld, params DataStoreKind[] kinds)
    {
        var moment = Now - TimeSpan.FromHours(hoursOld);
        var id = BackupId.New(moment);
        return new BackupSet
        {
            Id = id,
            Path = $"/sets/{id}",
            Manifest = new BackupManifest
            {
                Id = id,
                Project = "shop",
                Stack = "shop",
                State = BackupState.Verified,
                StartedAt = moment,
                Stores = [.. kinds.Select(kind => new StoreRecord { Kind = kind, Source = "here:1", IsComplete = true, SnapshotAt = moment })],
            },
        };
    }
}
