using System.Globalization;
using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Health;
using DeployOps.Engine.Backups.Schedule;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project.Sections;
using Xunit;

namespace DeployOps.Engine.Tests.Backups.Health;

public sealed class BackupJudgementTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-11-21T09:00:00Z", CultureInfo.InvariantCulture);

    [Fact]
    public void A_fresh_verified_set_is_as_agreed() => Assert.Empty(Findings([Set(7)]));

    [Fact]
    public void No_backup_at_all_is_a_finding() => Assert.Equal(["There is no backup."], Findings([]));

    [Fact]
    public void A_set_that_was_never_restored_proves_nothing() =>
        Assert.Contains("ever proven", Assert.Single(Findings([Set(7, BackupState.Complete)])), StringComparison.Ordinal);

    [Fact]
    public void An_old_verified_set_is_overdue_whatever_came_after_it()
    {
        var findings = Findings([Set(2, BackupState.Complete), Set(31)]);
        Assert.StartsWith("Overdue:", Assert.Single(findings), StringComparison.Ordinal);
        Assert.Contains("31 h old; 26 h", findings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_failed_run_is_named_even_when_the_last_verified_set_is_fresh_enough()
    {
        var failed = Set(1, BackupState.Partial) with { };
        failed = failed with { Manifest = failed.Manifest! with { Stores = [new StoreRecord { Kind = DataStoreKind.Redis, Source = "cache:6379", Failure = "nothing listens on this port" }] } };
        Assert.Contains("Redis: nothing listens", Assert.Single(Findings([failed, Set(20)])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_set_from_the_future_decides_nothing()
    {
        var facts = Facts([Set(-48), Set(31)]);
        Assert.Contains(BackupJudgement.Findings(facts), finding => finding.StartsWith("Overdue:", StringComparison.Ordinal));
        Assert.Contains(BackupJudgement.Notes(facts), note => note.Contains("future", StringComparison.Ordinal));
    }

    [Fact]
    public void A_safety_set_is_not_the_last_backup()
    {
        var safety = Set(1, BackupState.Partial);
        Assert.Empty(Findings([safety with { Manifest = safety.Manifest! with { Reason = "safety set before restore of x" } }, Set(7)]));
    }

    [Fact]
    public void A_rehearsal_that_took_too_long_a_missing_copy_and_a_broken_manifest_are_findings()
    {
        var slow = Set(7);
        slow = slow with { Manifest = slow.Manifest! with { Verifications = [Look(TimeSpan.FromHours(5))] } };
        var broken = new BackupSet { Id = "20261101T020000Z-0000", Path = "x", Problem = "its seal is broken" };
        var findings = BackupJudgement.Findings(Facts([slow, broken]) with { Copies = [] }).ToList();
        Assert.Contains(findings, finding => finding.Contains("RTO", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.Contains("second folder", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.Contains("seal", StringComparison.Ordinal));
    }

    [Fact]
    public void A_task_that_is_off_that_failed_or_that_cannot_keep_the_RPO_is_a_finding()
    {
        var task = new BackupTask { Name = "t", Scheduler = "cron", ProjectName = "shop", Root = "x", Schedule = "daily", IsEnabled = false, LastExitCode = 3, Notes = ["It runs daily, and an RPO of 1 h was agreed"] };
        Assert.Equal(3, BackupJudgement.Findings(Facts([Set(7)]) with { Task = task }).Count());
    }

    private static List<string> Findings(IReadOnlyList<BackupSet> sets) => [.. BackupJudgement.Findings(Facts(sets))];

    private static BackupFacts Facts(IReadOnlyList<BackupSet> sets) => new(new BackupSettings(), sets, null, null, Now);

    private static VerificationRecord Look(TimeSpan duration) => new() { At = Now, Level = VerificationLevel.Restore, Passed = true, Duration = duration };

    private static BackupSet Set(double hoursOld, BackupState state = BackupState.Verified)
    {
        var moment = Now - TimeSpan.FromHours(hoursOld);
        var id = $"{moment:yyyyMMdd'T'HHmmss'Z'}-4f2a";
        return new BackupSet
        {
            Id = id,
            Path = id,
            Manifest = new BackupManifest
            {
                Id = id,
                Project = "shop",
                Stack = "shop",
                State = state,
                StartedAt = moment,
                Stores = [new StoreRecord { Kind = DataStoreKind.Redis, Source = "cache:6379", IsComplete = state != BackupState.Partial, SnapshotAt = moment }],
                Verifications = state == BackupState.Verified ? [Look(TimeSpan.FromMinutes(1))] : [],
            },
        };
    }
}
