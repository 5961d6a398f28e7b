using DeployOps.Engine.Releases.Log;

namespace DeployOps.Engine.Releases.Journal;

/// <summary>What is live by the journal, and what can be gone back to. What really runs is the engine's to say.</summary>
public static class LiveRelease
{
    /// <summary>
    /// The operation whose images are live, or were until one that replaced containers came to no good end (see <see cref="IsSure"/>): the last
    /// release or rollback that succeeded, or the one that a rolled back release put back. A release that was stopped before it replaced
    /// anything, a rehearsal and a gate leave it as it was.
    /// </summary>
    /// <param name="journal">The journal.</param>
    public static ReleaseOperation? Of(JournalContent journal) => Walk(journal).Live;

    /// <summary>Whether nothing after that operation left containers behind that nobody put back: one that failed, was stopped, or has no end.</summary>
    /// <param name="journal">The journal.</param>
    public static bool IsSure(JournalContent journal) => Walk(journal).Disturbed is null;

    /// <summary>The operation that replaced containers and came to no good end, when nothing has succeeded or been put back since.</summary>
    /// <param name="journal">The journal.</param>
    public static ReleaseOperation? Disturbance(JournalContent journal) => Walk(journal).Disturbed;

    /// <summary>The successful releases that can be gone back to, the latest first, each tag once; without the live one, unless a later one came to no good end. Their images may be gone by now.</summary>
    /// <param name="journal">The journal.</param>
    public static IReadOnlyList<ReleaseOperation> Candidates(JournalContent journal)
    {
        var live = IsSure(journal) ? Of(journal) : null;
        return
        [
            .. journal.Operations.Where(WentLive).Select(operation => WithImages(journal, operation)).Reverse()
                .Where(operation => operation.Images.Count > 0 && operation.Tag != live?.Tag)
                .DistinctBy(operation => operation.Tag, StringComparer.Ordinal),
        ];
    }

    private static (ReleaseOperation? Live, ReleaseOperation? Disturbed) Walk(JournalContent journal)
    {
        ArgumentNullException.ThrowIfNull(journal);
        (ReleaseOperation? Live, ReleaseOperation? Disturbed) state = default;
        foreach (var operation in journal.Operations.Where(operation => operation.Kind is ReleaseKind.Release or ReleaseKind.Rollback))
        {
            state = operation.Result switch
            {
                ReleaseResult.Succeeded => (operation, null),
                ReleaseResult.RolledBack => (PutBack(journal, operation, state.Live), null),
                ReleaseResult.Cancelled when IsPutBack(operation) => (PutBack(journal, operation, state.Live), null),
                _ when HasReplaced(operation) => (state.Live, operation),
                _ => state,
            };
        }

        return (state.Live is null ? null : WithImages(journal, state.Live), state.Disturbed);
    }

    // What was put back is what was live by the journal, unless something else was live and the operation says what.
    private static ReleaseOperation? PutBack(JournalContent journal, ReleaseOperation operation, ReleaseOperation? live) =>
        operation.PreviousTag is not { } tag || live?.Tag == tag
            ? live
            : journal.Operations.LastOrDefault(earlier => earlier.Number < operation.Number && earlier.Tag == tag && WentLive(earlier)) ?? live;

    // A rollback that noted no images of its own brought those of the release it went back to.
    private static ReleaseOperation WithImages(JournalContent journal, ReleaseOperation operation) =>
        operation.Images.Count > 0
            ? operation
            : journal.Operations.LastOrDefault(earlier =>
                earlier.Number < operation.Number && earlier.Tag == operation.Tag && WentLive(earlier) && earlier.Images.Count > 0) ?? operation;

    private static bool WentLive(ReleaseOperation operation) =>
        operation is { Result: ReleaseResult.Succeeded, Kind: ReleaseKind.Release or ReleaseKind.Rollback };

    // A step that has begun counts, whatever became of it: its record is written before its first container is touched.
    private static bool HasReplaced(ReleaseOperation operation) =>
        operation.Steps.Any(step => step is { Step: ReleaseStep.Up or ReleaseStep.Rollback, Outcome: not StepOutcome.Skipped });

    // One that was stopped put the release before it back.
    private static bool IsPutBack(ReleaseOperation operation) =>
        operation.Kind == ReleaseKind.Release && operation.Steps.Any(step => step is { Step: ReleaseStep.Rollback, Outcome: StepOutcome.Succeeded });
}
