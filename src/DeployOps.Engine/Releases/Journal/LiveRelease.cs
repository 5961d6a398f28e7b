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
    public static ReleaseOperation? Of(JournalContent journal) => ReleaseLine.Of(journal).Live;

    /// <summary>Whether nothing after that operation left containers behind that nobody put back: one that failed, was stopped, or has no end.</summary>
    /// <param name="journal">The journal.</param>
    public static bool IsSure(JournalContent journal) => Disturbance(journal) is null;

    /// <summary>The operation that replaced containers and came to no good end, when nothing has succeeded or been put back since.</summary>
    /// <param name="journal">The journal.</param>
    public static ReleaseOperation? Disturbance(JournalContent journal) => ReleaseLine.Of(journal).Disturbance;

    /// <summary>
    /// The successful releases that can be gone back to: those before the live one, the nearest first, then those that were gone back from. Each
    /// once, by the operation that put it live last; the same tag built again is another one. Without the live one, unless a later operation came
    /// to no good end. Their images may be gone by now.
    /// </summary>
    /// <param name="journal">The journal.</param>
    public static IReadOnlyList<ReleaseOperation> Candidates(JournalContent journal) => ReleaseLine.Of(journal).All;
}
