using DeployOps.Engine.Preflight;
using DeployOps.Engine.Releases.Diagnosis;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Releases.Smoke;

namespace DeployOps.Engine.Releases;

/// <summary>How a deployment, a rollback, a recovery or a rehearsal went.</summary>
public sealed record ReleaseReport
{
    /// <summary>Its number in the journal; 0 when nothing was begun.</summary>
    public long Number { get; init; }

    /// <summary>What it was.</summary>
    public required ReleaseKind Kind { get; init; }

    /// <summary>How it ended.</summary>
    public required ReleaseResult Result { get; init; }

    /// <summary>The tag that was to go live.</summary>
    public required string Tag { get; init; }

    /// <summary>The tag that was live before; <see langword="null"/> when none was known.</summary>
    public string? PreviousTag { get; init; }

    /// <summary>The tag that is live now; <see langword="null"/> when none is known to be.</summary>
    public string? LiveTag { get; init; }

    /// <summary>The project's name. It is not named Project: a report fed to the next cmdlet would be taken as that folder.</summary>
    public required string ProjectName { get; init; }

    /// <summary>The project's folder.</summary>
    public required string Root { get; init; }

    /// <summary>When it started (UTC).</summary>
    public required DateTimeOffset Started { get; init; }

    /// <summary>How long it took, by a monotonic clock.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The steps, in the order they were taken.</summary>
    public IReadOnlyList<StepReport> Steps { get; init; } = [];

    /// <summary>The services, read again at the end.</summary>
    public IReadOnlyList<ServiceRelease> Services { get; init; } = [];

    /// <summary>The gate, when it was run.</summary>
    public GateReport? Gate { get; init; }

    /// <summary>The smoke test, when it was run.</summary>
    public SmokeReport? Smoke { get; init; }

    /// <summary>Why the failed release failed, as far as it can be told.</summary>
    public DiagnosisReport? Diagnosis { get; init; }

    /// <summary>The Minimum Failure Record, when it failed.</summary>
    public FailureRecord? Failure { get; init; }

    /// <summary>What an admin has to know besides, one sentence each; without secrets.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>Whether nothing was done and the report says what would be (<c>-WhatIf</c>); the plan is in <see cref="Notes"/>.</summary>
    public bool IsPlan { get; init; }

    /// <summary>The exit code of the console face and the task scripts: 0, 1 (gate), 4 (failed, the old release is healthy), 5, or 130.</summary>
    public required int ExitCode { get; init; }

    /// <summary>The outcome in one sentence, with the next step.</summary>
    public required string Summary { get; init; }
}
