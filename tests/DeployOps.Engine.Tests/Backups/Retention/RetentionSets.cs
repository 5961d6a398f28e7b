using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Retention;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Tests.Backups.Retention;

/// <summary>Sets that retention judges, by the stores that they hold.</summary>
internal static class RetentionSets
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
    public static readonly BackupKeepSettings Nothing = new() { Last = 0, Age = TimeSpan.Zero };
    public static readonly DataStoreKind[] All = [DataStoreKind.Postgres, DataStoreKind.Redis, DataStoreKind.Graph];

    public static RetentionCandidate Of(double daysOld, params DataStoreKind[] kinds) => Of(BackupState.Verified, daysOld, kinds);

    public static RetentionCandidate Of(BackupState state, double daysOld, params DataStoreKind[] kinds)
    {
        var at = Now.AddDays(-daysOld);
        var id = BackupId.New(at);
        return new RetentionCandidate(new BackupSet
        {
            Id = id,
            Path = $"/backups/shop/{id}{(state == BackupState.Partial ? ".partial" : "")}",
            Manifest = new BackupManifest
            {
                Id = id,
                Project = "shop",
                Stack = "shop",
                State = state,
                StartedAt = at,
                Stores = [.. (kinds.Length == 0 ? All : kinds).Select(kind => new StoreRecord { Kind = kind, Source = "here:1", SnapshotAt = at, IsComplete = true })],
            },
        });
    }

    public static RetentionCandidate From(this RetentionCandidate candidate, string origin) => candidate with { Set = candidate.Set with { OtherOrigin = origin } };

    public static IReadOnlyList<int> Kept(this IReadOnlyList<RetentionCandidate> sets, BackupKeepSettings keep, TimeSpan rpo = default) =>
        [.. sets.Select((_, index) => index).Where(index => sets.Decision(keep, index, rpo).IsKept)];

    public static (bool IsKept, string Reason) Decision(this IReadOnlyList<RetentionCandidate> sets, BackupKeepSettings keep, int index, TimeSpan rpo = default)
    {
        var decided = RetentionPlan.Decide(sets, keep, Now, TimeZoneInfo.Utc, rpo).Single(one => one.Candidate.Set.Path == sets[index].Set.Path);
        return (decided.IsKept, decided.Reason);
    }
}
