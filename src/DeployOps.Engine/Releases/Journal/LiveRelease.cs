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

    /// <summary>
    /// The operation after the live one that failed half-way and was not put back, so that what runs is not what is live by the journal;
    /// <see langword="null"/> when the live one stands.
    /// </summary>
    public static ReleaseOperation? FailedSince(JournalContent journal)
    {
        var live = Of(journal);
        return journal.Operations.LastOrDefault(operation => operation.Kind is ReleaseKind.Release or ReleaseKind.Rollback && operation.Number > (live?.Number ?? 0)
            && operation.IsFinished && HasReplaced(operation));
    }

    /// <summary>The successful releases that can be gone back to, the latest first, each tag once; without the live one, unless a later one failed half-way.</summary>
    public static IReadOnlyList<ReleaseOperation> Candidates(JournalContent journal)
    {
        var live = FailedSince(journal) is null ? Of(journal) : null;
        return
        [
            .. journal.Operations.Reverse()
                .Where(operation => WentLive(operation) && operation.Images.Count > 0 && operation.Tag != live?.Tag)
                .DistinctBy(operation => operation.Tag, StringComparer.Ordinal),
        ];
    }

    private static bool HasReplaced(ReleaseOperation operation) =>
        operation.Steps.Any(step => step.Outcome != StepOutcome.Skipped && (step.Step == ReleaseStep.Up || (step.Step == ReleaseStep.Rollback && operation.Kind == ReleaseKind.Rollback)))
        && !operation.Steps.Any(step => step is { Step: ReleaseStep.Rollback, Outcome: StepOutcome.Succeeded });

    private static bool WentLive(ReleaseOperation operation) =>
        operation is { Result: ReleaseResult.Succeeded, Kind: ReleaseKind.Release or ReleaseKind.Rollback };
}
