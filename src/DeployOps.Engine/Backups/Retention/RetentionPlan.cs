using System.Globalization;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Backups.Retention;

/// <summary>
/// Decides what is kept, touching nothing: a set stays when any rule keeps it. Only sets that are complete, have all their files and did not
/// fail their last look are counted, so that a bad one never displaces a good one. Days, weeks (ISO 8601) and months are those of the
/// local time zone, as an admin reads a calendar.
/// </summary>
internal sealed class RetentionPlan
{
    /// <summary>Why a set is kept that the rules would remove if one were verified.</summary>
    public const string NoneVerified = "no set is verified";

    private static readonly TimeSpan UnfinishedAge = TimeSpan.FromDays(1);

    private readonly BackupKeepSettings _keep;
    private readonly DateTimeOffset _now;
    private readonly TimeZoneInfo _zone;
    private readonly IReadOnlyList<RetentionCandidate> _sets;
    private readonly RetentionCandidate? _firstUnfinished;
    private readonly bool _hasGood;
    private readonly bool _hasVerified;
    private readonly Dictionary<RetentionCandidate, List<string>> _kept = new(ReferenceEqualityComparer.Instance);

    private RetentionPlan(IReadOnlyList<RetentionCandidate> sets, BackupKeepSettings keep, DateTimeOffset now, TimeZoneInfo zone)
    {
        (_keep, _now, _zone) = (keep, now, zone);
        _sets = [.. sets.OrderByDescending(set => set.At ?? DateTimeOffset.MinValue).ThenByDescending(set => set.Set.Path, StringComparer.Ordinal)];
        var past = _sets.Where(set => !set.IsOfTheFuture(now)).ToList();
        var counted = past.Where(set => set.IsGood && !set.IsSafetySet).ToList();
        _hasGood = past.Any(set => set.IsGood);
        _hasVerified = past.Any(set => set.IsVerified);
        _firstUnfinished = past.FirstOrDefault(set => set.IsUnfinished);
        Protect();
        foreach (var set in counted.Take(keep.Last))
        {
            Keep(set, $"one of the last {keep.Last}");
        }

        KeepNewest(counted, keep.Daily, day => string.Create(CultureInfo.InvariantCulture, $"daily {day:yyyy-MM-dd}"));
        KeepNewest(counted, keep.Weekly, day => $"weekly {ISOWeek.GetYear(day):0000}-W{ISOWeek.GetWeekOfYear(day):00}");
        KeepNewest(counted, keep.Monthly, day => string.Create(CultureInfo.InvariantCulture, $"monthly {day:yyyy-MM}"));
    }

    /// <summary>Decides.</summary>
    /// <param name="sets">All sets of one project in one folder.</param>
    /// <param name="keep">The rules.</param>
    /// <param name="now">The moment.</param>
    /// <param name="zone">The time zone of days, weeks and months.</param>
    /// <returns>The decisions, newest first, each with its set.</returns>
    public static IReadOnlyList<(RetentionCandidate Candidate, bool IsKept, string Reason)> Decide(
        IReadOnlyList<RetentionCandidate> sets, BackupKeepSettings keep, DateTimeOffset now, TimeZoneInfo zone)
    {
        var plan = new RetentionPlan(sets, keep, now, zone);
        return [.. plan._sets.Select(plan.Judge)];
    }

    /// <summary>Why a set must not be removed even when it is named; <see langword="null"/> when it may.</summary>
    /// <param name="named">The set.</param>
    /// <param name="sets">All sets of the folder.</param>
    /// <param name="now">The moment.</param>
    public static string? Forbids(RetentionCandidate named, IReadOnlyList<RetentionCandidate> sets, DateTimeOffset now) =>
        named.IsBeingWritten ? "it is being written"
        : new RetentionPlan(sets, new BackupKeepSettings(), now, TimeZoneInfo.Utc).ProtectionOf(named);

    private static (RetentionCandidate Candidate, bool IsKept, string Reason) Removed(RetentionCandidate set, string reason) => (set, false, reason);

    private static (RetentionCandidate Candidate, bool IsKept, string Reason) Kept(RetentionCandidate set, string reason) => (set, true, reason);

    // What a restore would be made from: the last verified one. One that was taken before a restore may hold what was broken, so it
    // protects nothing but itself; a clock that was wrong does not either. Without any verified set, the last good one takes its place.
    private void Protect()
    {
        var verified = _sets.Where(set => set.IsVerified).ToList();
        var good = _sets.Where(set => set.IsGood).ToList();
        foreach (var (sets, reason) in new[] { (verified, "the last verified set"), (verified.Count > 0 ? [] : good, "the last complete set, and none is verified") })
        {
            foreach (var last in new[] { sets.Find(set => !set.IsOfTheFuture(_now) && !set.IsSafetySet), sets.Find(set => !set.IsOfTheFuture(_now)) ?? sets.FirstOrDefault() })
            {
                if (last is not null && !_kept.ContainsKey(last))
                {
                    Keep(last, reason);
                }
            }
        }
    }

    private string? ProtectionOf(RetentionCandidate named) => _kept.GetValueOrDefault(_sets.First(set => set.Set.Path == named.Set.Path))?[0] is { } reason && reason.StartsWith("the last", StringComparison.Ordinal)
        ? $"it is {reason}"
        : null;

    private void Keep(RetentionCandidate set, string reason)
    {
        if (!_kept.TryGetValue(set, out var reasons))
        {
            _kept.Add(set, reasons = []);
        }

        reasons.Add(reason);
    }

    private void KeepNewest(IEnumerable<RetentionCandidate> counted, int periods, Func<DateTime, string> nameOf)
    {
        var newest = counted
            .GroupBy(set => nameOf(TimeZoneInfo.ConvertTime(set.At!.Value, _zone).DateTime))
            .Take(periods);
        foreach (var period in newest)
        {
            Keep(period.First(), period.Key);
        }
    }

    private (RetentionCandidate Candidate, bool IsKept, string Reason) Judge(RetentionCandidate set)
    {
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

        if (set.Lack is not null)
        {
            return Kept(set, $"{set.Lack}; removed only by name");
        }

        var age = _now - set.At!.Value;
        if (_keep.Age > TimeSpan.Zero && age <= _keep.Age)
        {
            Keep(set, $"not older than {Words(_keep.Age)}");
        }

        return _kept.TryGetValue(set, out var reasons) ? Kept(set, string.Join(", ", reasons))
            : !_hasVerified && set.IsGood ? Kept(set, NoneVerified)
            : !_hasGood ? Kept(set, "no set is good")
            : Removed(set, $"older than {Words(_keep.Age)}{(set.FailedItsLook ? ", and its last look failed" : set.IsSafetySet ? ", and a safety set" : "")}");
    }

    private (RetentionCandidate Candidate, bool IsKept, string Reason) JudgeUnfinished(RetentionCandidate set) =>
        set.IsBeingWritten ? Kept(set, "being written")
        : set.Set.Fault == BackupFault.Unnamed && _now - set.At <= _keep.Age ? Kept(set, "whole, and only its final name is missing; the next backup or copy gives it")
        : set.At is not { } at || _now - at <= UnfinishedAge ? Kept(set, "partial, not older than 1 day")
        : !_hasGood && ReferenceEquals(set, _firstUnfinished) ? Kept(set, "partial, and there is nothing better")
        : Removed(set, "partial, older than 1 day");

    private static string Words(TimeSpan span) => span switch
    {
        { TotalDays: 1 } => "1 day",
        { TotalDays: > 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalDays:0.##} days"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.##} h"),
    };
}
