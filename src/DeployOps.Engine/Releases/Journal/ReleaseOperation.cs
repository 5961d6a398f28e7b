using DeployOps.Engine.Releases.Log;

namespace DeployOps.Engine.Releases.Journal;

/// <summary>One operation of the journal, put together from its records: a deployment, a rollback or a rehearsal.</summary>
public sealed record ReleaseOperation
{
    /// <summary>Its number, counted from 1.</summary>
    public required long Number { get; init; }

    /// <summary>What it is.</summary>
    public required ReleaseKind Kind { get; init; }

    /// <summary>The tag that was to go live.</summary>
    public required string Tag { get; init; }

    /// <summary>The tag that was live before.</summary>
    public string? PreviousTag { get; init; }

    /// <summary>The compose project's name.</summary>
    public required string StackName { get; init; }

    /// <summary>How it ended; <see cref="ReleaseResult.Started"/> while it has no terminal record.</summary>
    public ReleaseResult Result { get; init; }

    /// <summary>When it started (UTC).</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>When its terminal record was written (UTC).</summary>
    public DateTimeOffset? Finished { get; init; }

    /// <summary>How long it took by a monotonic clock; <see langword="null"/> when it was closed by a later command.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Who ran it, on which machine.</summary>
    public string Operator { get; init; } = "";

    /// <summary>The machine it ran on.</summary>
    public string Machine { get; init; } = "";

    /// <summary>The process it ran in.</summary>
    public int ProcessId { get; init; }

    /// <summary>The steps, in order.</summary>
    public IReadOnlyList<StepReport> Steps { get; init; } = [];

    /// <summary>The images that it wanted to run; empty before they were known.</summary>
    public IReadOnlyList<ReleaseImage> Images { get; init; } = [];

    /// <summary>The images that ran before it, each with its identifier.</summary>
    public IReadOnlyList<ReleaseImage> PreviousImages { get; init; } = [];

    /// <summary>The migrations that were begun.</summary>
    public IReadOnlyList<MigrationRun> Migrations { get; init; } = [];

    /// <summary>Whether the stack was healthy before; <see langword="null"/> when nothing ran.</summary>
    public bool? WasHealthyBefore { get; init; }

    /// <summary>Why the gate was left out, when it was.</summary>
    public string? GateSkippedBecause { get; init; }

    /// <summary>The Minimum Failure Record, when it failed.</summary>
    public FailureRecord? Failure { get; init; }

    /// <summary>What else there is to say, such as which later command closed it.</summary>
    public string? Note { get; init; }

    /// <summary>The exit code it ended with.</summary>
    public int? ExitCode { get; init; }

    /// <summary>Whether it has a terminal record.</summary>
    public bool IsFinished => Result != ReleaseResult.Started;
}
