using DeployOps.Engine.Releases.Log;

namespace DeployOps.Engine.Releases.Journal;

/// <summary>What is live by the journal, and what can be gone back to.</summary>
public static class LiveRelease
{
    /// <summary>The operation whose images are live: the last release or rollback that succeeded. A release that was rolled back leaves it as it was.</summary>
    public static ReleaseOperation? Of(JournalContent journal)
    {
        ArgumentNullException.ThrowIfNull(journal);
        return journal.Operations.LastOrDefault(WentLive);
    }

    /// <summary>The successful releases that can be gone back to, the latest first, each tag once, without the live one.</summary>
    public static IReadOnlyList<ReleaseOperation> Candidates(JournalContent journal)
    {
        var live = Of(journal);
        return
        [
            .. journal.Operations.Reverse()
                .Where(operation => WentLive(operation) && operation.Images.Count > 0 && operation.Tag != live?.Tag)
                .DistinctBy(operation => operation.Tag, StringComparer.Ordinal),
        ];
    }

    private static bool WentLive(ReleaseOperation operation) =>
        operation is { Result: ReleaseResult.Succeeded, Kind: ReleaseKind.Release or ReleaseKind.Rollback };
}
