using DeployOps.Engine.Backups.Restoration;

namespace DeployOps.Engine.Backups.Reports;

/// <summary>What both faces show of a restore.</summary>
public static class RestoreViews
{
    /// <summary>The differences of stores that were looked at: of the others nothing is known, and every row would seem to be new.</summary>
    public static IReadOnlyList<RestoreDifference> LookedAt(this RestoreReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var unknown = report.Stores.Where(store => store.Outcome == "NotTried").Select(store => store.Kind).ToHashSet();
        return [.. report.Differences.Where(difference => !unknown.Contains(difference.Store))];
    }

    /// <summary>Whether no store was touched.</summary>
    public static bool IsUntouched(this RestoreReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return report.Stores.All(store => store.Outcome is "Refused" or "NotTried" or "Planned");
    }
}
