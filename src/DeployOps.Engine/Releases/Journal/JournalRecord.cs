using DeployOps.Engine.Releases.Log;

namespace DeployOps.Engine.Releases.Journal;

/// <summary>A record of the journal. Every one is on the disk before what it announces is done.</summary>
public abstract record JournalRecord
{
    /// <summary>The operation it belongs to.</summary>
    public long Operation { get; init; }

    /// <summary>When it was written (UTC).</summary>
    public DateTimeOffset Time { get; init; }
}

/// <summary>An operation begins: what is live, and what is to be.</summary>
public sealed record OperationStarted : JournalRecord
{
    /// <summary>What it is.</summary>
    public required ReleaseKind Kind { get; init; }

    /// <summary>The tag that is to go live.</summary>
    public required string Tag { get; init; }

    /// <summary>The tag that is live.</summary>
    public string? PreviousTag { get; init; }

    /// <summary>The compose project's name.</summary>
    public required string StackName { get; init; }

    /// <summary>The images that run, each with its identifier.</summary>
    public IReadOnlyList<ReleaseImage> PreviousImages { get; init; } = [];

    /// <summary>Whether the stack is healthy; <see langword="null"/> when nothing runs.</summary>
    public bool? WasHealthyBefore { get; init; }

    /// <summary>Why the gate was left out, when it was.</summary>
    public string? GateSkippedBecause { get; init; }

    /// <summary>Who runs it.</summary>
    public string Operator { get; init; } = "";

    /// <summary>The machine it runs on.</summary>
    public string Machine { get; init; } = "";

    /// <summary>The process it runs in.</summary>
    public int ProcessId { get; init; }
}

/// <summary>A step begins.</summary>
/// <param name="Step">The step.</param>
public sealed record StepStarted(ReleaseStep Step) : JournalRecord;

/// <summary>A step ended.</summary>
/// <param name="Step">The step.</param>
/// <param name="Outcome">How.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Detail">What there is to say about it; without secrets.</param>
public sealed record StepFinished(ReleaseStep Step, StepOutcome Outcome, TimeSpan Duration, string Detail) : JournalRecord;

/// <summary>The images that are wanted are known.</summary>
/// <param name="Images">The images, each with its identifier.</param>
public sealed record ImagesKnown(IReadOnlyList<ReleaseImage> Images) : JournalRecord;

/// <summary>A migration is about to be run.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsReversible">Whether it was declared reversible.</param>
public sealed record MigrationStarted(string Name, bool IsReversible) : JournalRecord;

/// <summary>The operation ended: the terminal record, of which there is exactly one.</summary>
public sealed record OperationFinished : JournalRecord
{
    /// <summary>How it ended.</summary>
    public required ReleaseResult Result { get; init; }

    /// <summary>How long it took by a monotonic clock; <see langword="null"/> when a later command closes it.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The exit code.</summary>
    public int ExitCode { get; init; }

    /// <summary>The Minimum Failure Record, when it failed.</summary>
    public FailureRecord? Failure { get; init; }

    /// <summary>What else there is to say; without secrets.</summary>
    public string? Note { get; init; }
}
