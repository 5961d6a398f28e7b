namespace DeployOps.Engine.Releases.Journal;

/// <summary>What the journal says.</summary>
/// <param name="Operations">The operations, the earliest first.</param>
/// <param name="Damages">Lines that cannot be read, each as one sentence with its line number.</param>
public sealed record JournalContent(IReadOnlyList<ReleaseOperation> Operations, IReadOnlyList<string> Damages)
{
    /// <summary>What else there is to say about the journal, such as records that a later version wrote.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The operation that has no terminal record, when there is one; the last of them.</summary>
    public ReleaseOperation? Unfinished => Operations.LastOrDefault(operation => !operation.IsFinished);
}
