using DeployOps.Engine.Releases.History;
using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;

namespace DeployOps.Engine.Releases.Reports;

/// <summary>Which operation of a history brought about what is live.</summary>
public static class LiveOperation
{
    /// <summary>The latest operation that brought the live tag and succeeded; <see langword="null"/> when it is not among those that were asked for.</summary>
    public static ReleaseOperation? Of(ReleaseHistory history) =>
        history.LiveTag is not { } tag ? null : history.Operations.FirstOrDefault(operation =>
            operation.Tag == tag && operation is { Result: ReleaseResult.Succeeded, Kind: ReleaseKind.Release or ReleaseKind.Rollback });
}
