using DeployOps.Engine.Releases.Journal;

namespace DeployOps.Engine.Releases.Operations;

/// <summary>What the release log is told besides the outcome.</summary>
internal sealed record RecordDetails
{
    /// <summary>Who approved it.</summary>
    public string? Approver { get; init; }

    /// <summary>Evidence.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>A remark.</summary>
    public string? Notes { get; init; }

    /// <summary>Why the gate was left out.</summary>
    public string? GateSkippedBecause { get; init; }

    /// <summary>The gate, when it was run.</summary>
    public Preflight.GateReport? Gate { get; init; }

    /// <summary>The migrations that were begun.</summary>
    public IReadOnlyList<MigrationRun> Migrations { get; init; } = [];

    /// <summary>When the operation was begun, when a later command closes it.</summary>
    public DateTimeOffset? Started { get; init; }
}
