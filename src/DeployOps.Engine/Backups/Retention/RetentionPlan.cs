using System.Globalization;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Backups.Retention;

/// <summary>
/// Decides what is kept, touching nothing: a set stays when any rule keeps it. Only sets that are complete, have all their files and did not
/// fail their last look are counted, so that a bad one never displaces a good one; and they are counted store by store, so that a set of one store
/// never displaces one that holds others. Sets of another installation stay. Days, weeks (ISO 8601) and months are those of the local time zone,
/// as an admin reads a calendar.
/// </summary>
internal sealed class RetentionPlan
{
    /// <summary>Why a set is kept that the rules would remove if one were verified.</summary>
    public const string NoneVerified = "no set is verified";

    /// <summary>What is behind the reason of a set that stays because of a <see cref="RetentionGap"/>.</summary>
    public const string BeforeTheGap = " before no sets were made for a long time";

    /// <summary>Why a named set must not go whose writer may be at it still.</summary>
    public const string BeingWritten = "it is being written";

    private const string Unproven = "is verified";
    private static readonly TimeSpan UnfinishedAge = TimeSpan.FromDays(1);

    private readonly BackupKeepSettings _keep;
    private readonly DateTimeOffset _now;
    private readonly TimeZoneInfo _zone;
    private readonly IReadOnlyList<RetentionCandidate> _sets;
    private readonly List<RetentionCandidate> _own;
    private readonly RetentionCandidate? _firstUnfinished;
    private readonly HashSet<DataStoreKind> _good;
    private readonly HashSet<DataStoreKind> _verified;
    private readonly int _kinds;
    private readonly RetentionGap? _gap;
    private readonly Dictionary<RetentionCandidate, List<KeepReason>> _kept = new(ReferenceEqualityComparer.Instance);

    private RetentionPlan(IReadOnlyList<RetentionCandidate> sets, BackupKeepSettings keep, DateTimeOffset now, TimeZoneInfo zone, TimeSpan recoveryPointObjective)
    {
        (_keep, _now, _zone) = (keep, now, zone);
        _sets = [.. sets.OrderByDescending(set => set.At ?? DateTimeOffset.MinValue).ThenByDescending(set => set.Set.Path, StringComparer.Ordinal)];
        _own = [.. _sets.Where(set => set.IsOwn)];
        var past = _own.Where(set => !set.IsOfTheFuture(now)).ToList();
        var good = past.Where(set => set.IsGood).ToList();
        _good = [.. good.SelectMany(set => set.Kinds)];
        _verified = [.. good.Where(set => set.IsVerified).SelectMany(set => set.Kinds)];
        _firstUnfinished = past.FirstOrDefault(set => set.IsUnfinished);
        _gap = RetentionGap.Of(good, now, keep.Last, recoveryPointObjective);
        var kinds = _own.Where(set => set.IsGood).SelectMany(set => set.Kinds).Distinct().Order().ToList();
        _kinds = kinds.Count;
        foreach (var kind in kinds)
        {
            Protect(kind);
            Count(kind, [.. good.Where(set => !set.IsSafetySet && set.Kinds.Contains(kind))]);
        }
    }

    /// <summary>Decides.</summary>
    /// <param name="sets">All sets of one project in one folder.</param>
    /// <param name="keep">The rules.</param>
    /// <param name="now">The moment.</param>
    /// <param name="zone">The time zone of days, weeks and months.</param>
    /// <param name="recoveryPointObjective">The agreed age: what a gap is measured by.</param>
    /// <returns>The decisions, newest first, each with its set.</returns>
    public static IReadOnlyList<(RetentionCandidate Candidate, bool IsKept, string Reason)> Decide(
        IReadOnlyList<RetentionCandidate> sets, BackupKeepSettings keep, DateTimeOffset now, TimeZoneInfo zone, TimeSpan recoveryPointObjective = default)
    {
        var plan = new RetentionPlan(sets, keep, now, zone, recoveryPointObjective);
        return [.. plan._sets.Select(plan.Judge)];
    }

    /// <summary>Why a set must not be removed even when it is named; <see langword="null"/> when it may.</summary>
    /// <param name="named">The set.</param>
    /// <param name="sets">All sets of the folder.</param>
    /// <param name="now">The moment.</param>
    /// <param name="isInUse">Whether a kind of store is still backed up: the last set of one that was given up may go by name.</param>
    public static string? Forbids(RetentionCandidate named, IReadOnlyList<RetentionCandidate> sets, DateTimeOffset now, Func<DataStoreKind, bool>? isInUse = null)
    {
        if (named.IsBeingWritten)
        {
            return BeingWritten;
        }

        // What is the last of another installation is that one's last.
        var group = sets.Where(set => set.Set.OtherOrigin == named.Set.OtherOrigin).Select(set => set with { Set = set.Set with { OtherOrigin = "" } }).ToList();
        return new RetentionPlan(group, new BackupKeepSettings(), now, TimeZoneInfo.Utc, default).ProtectionOf(named, isInUse ?? (static _ => true));
    }

    /// <summary>Whether a set only waits for one that is verified.</summary>
    public static bool IsUnproven(string reason) => reason.StartsWith("no set", StringComparison.Ordinal) && reason.EndsWith(Unproven, StringComparison.Ordinal);

    private static (RetentionCandidate Candidate, bool IsKept, string Reason) Removed(RetentionCandidate set, string reason) => (set, false, reason);

    private static (RetentionCandidate Candidate, bool IsKept, string Reason) Kept(RetentionCandidate set, string reason) => (set, true, reason);

    // What a restore of a store would be made from: the last verified set that holds it. One that was taken before a restore may hold what was broken, so
    // it protects nothing but itself; a clock that was wrong does not either. Without any verified set, the last good one takes its place.
    private void Protect(DataStoreKind kind)
    {
        var good = _own.Where(set => set.IsGood && set.Kinds.Contains(kind)).ToList();
        var verified = good.Where(set => set.IsVerified).ToList();
        var (sets, reason) = verified.Count > 0
            ? (verified, new KeepReason("the last verified set") { IsProtection = true })
            : (good, new KeepReason("the last complete set", ", and none is verified") { IsProtection = true });
        foreach (var last in new[] { sets.Find(set => !set.IsOfTheFuture(_now) && !set.IsSafetySet), sets.Find(set => !set.IsOfTheFuture(_now)) ?? sets.FirstOrDefault() })
        {
            if (last is not null)
            {
                Keep(last, reason, kind);
            }
        }
    }

    private string? ProtectionOf(RetentionCandidate named, Func<DataStoreKind, bool> isInUse)
    {
        var reasons = _kept.GetValueOrDefault(_sets.First(set => set.Set.Path == named.Set.Path)) ?? [];
        var reason = reasons.Find(one => one.IsProtection && one.Kinds.Any(isInUse));
        return reason is null ? null : $"it is {reason.Words(_kinds)}";
    }

    private void Count(DataStoreKind kind, List<RetentionCandidate> counted)
    {
        foreach (var set in counted.Take(_keep.Last))
        {
            Keep(set, new KeepReason($"one of the last {_keep.Last}"), kind);
        }

        KeepNewest(kind, counted, _keep.Daily, day => string.Create(CultureInfo.InvariantCulture, $"daily {day:yyyy-MM-dd}"));
        KeepNewest(kind, counted, _keep.Weekly, day => $"weekly {ISOWeek.GetYear(day):0000}-W{ISOWeek.GetWeekOfYear(day):00}");
        KeepNewest(kind, counted, _keep.Monthly, day => string.Create(CultureInfo.InvariantCulture, $"monthly {day:yyyy-MM}"));
    }

    private void Keep(RetentionCandidate set, KeepReason reason, DataStoreKind? kind)
    {
        if (!_kept.TryGetValue(set, out var reasons))
        {
            _kept.Add(set, reasons = []);
        }

        var known = reasons.Find(one => one.Text == reason.Text && one.Rest == reason.Rest);
        if (known is null)
        {
            reasons.Add(known = new KeepReason(reason.Text, reason.Rest) { IsProtection = reason.IsProtection });
        }

        if (kind is { } store)
        {
            known.Kinds.Add(store);
        }
    }

    private void KeepNewest(DataStoreKind kind, IEnumerable<RetentionCandidate> counted, int periods, Func<DateTime, string> nameOf)
    {
        var newest = counted
            .GroupBy(set => nameOf(TimeZoneInfo.ConvertTime(set.At!.Value, _zone).DateTime))
            .Take(periods);
        foreach (var period in newest)
        {
            Keep(period.First(), new KeepReason(period.Key), kind);
        }
    }

    private (RetentionCandidate Candidate, bool IsKept, string Reason) Judge(RetentionCandidate set)
    {
        if (!set.IsOwn)
        {
            return Kept(set, $"of {set.Set.OtherOrigin}, whose own retention judges it; removed here only by name");
        }

        if (set.IsOfTheFuture(_now))
        {
            return Kept(set, "from the future: a clock was wrong; it decides nothing");
        }

        if (set.IsUnfinished)
        {
            return JudgeUnfinished(set);
        }

        if (set.Set.Manifest is null || set.Set.Problem is not null)
        {
            return Kept(set, $"cannot be trusted ({set.Set.Problem}); removed only by name");
        }

        return set.Lack is not null ? Kept(set, $"{set.Lack}; removed only by name") : JudgeWhole(set);
    }

    private (RetentionCandidate Candidate, bool IsKept, string Reason) JudgeWhole(RetentionCandidate set)
    {
        if (_keep.Age > TimeSpan.Zero && _now - set.At!.Value <= _keep.Age)
        {
            Keep(set, new KeepReason($"not older than {Words(_keep.Age)}"), kind: null);
        }
        else if (_keep.Age > TimeSpan.Zero && !_kept.ContainsKey(set) && _gap?.NowFor(set, _now) - set.At!.Value <= _keep.Age)
        {
            Keep(set, new KeepReason($"not older than {Words(_keep.Age)}{BeforeTheGap}"), kind: null);
        }

        return _kept.TryGetValue(set, out var reasons) ? Kept(set, string.Join(", ", reasons.Select(reason => reason.Words(_kinds))))
            : set.IsGood && set.Kinds.Any(kind => !_verified.Contains(kind)) ? Kept(set, _verified.Count == 0 ? NoneVerified : $"no set with {Without(set, _verified)} {Unproven}")
            : set.Kinds.Any(kind => !_good.Contains(kind)) ? Kept(set, _good.Count == 0 ? "no set is good" : $"no good set holds {Without(set, _good)}")
            : Removed(set, $"older than {Words(_keep.Age)}{(set.FailedItsLook ? ", and its last look failed" : set.IsSafetySet ? ", and a safety set" : "")}");
    }

    private static string Without(RetentionCandidate set, HashSet<DataStoreKind> kinds) => string.Join(", ", set.Kinds.Where(kind => !kinds.Contains(kind)));

    private (RetentionCandidate Candidate, bool IsKept, string Reason) JudgeUnfinished(RetentionCandidate set) =>
        set.IsBeingWritten ? Kept(set, "being written")
        : set.Set.Fault == BackupFault.Unnamed && _now - set.At <= _keep.Age ? Kept(set, "whole, and only its final name is missing; the next backup or copy gives it")
        : set.At is not { } at || _now - at <= UnfinishedAge ? Kept(set, "partial, not older than 1 day")
        : _good.Count == 0 && ReferenceEquals(set, _firstUnfinished) ? Kept(set, "partial, and there is nothing better")
        : LastDumps.OnlyIn(set, _sets, _now) is { Count: > 0 } only ? Kept(set, $"partial, and no newer set holds {string.Join(", ", only)}")
        : Removed(set, "partial, older than 1 day");

    private static string Words(TimeSpan span) => span switch
    {
        { TotalDays: 1 } => "1 day",
        { TotalDays: > 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalDays:0.##} days"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.##} h"),
    };
}
