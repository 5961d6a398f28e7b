using DeployOps.Engine.Checks;

namespace DeployOps.Engine.Preflight;

/// <summary>What an admin asks of the gate.</summary>
public sealed record PreflightOptions
{
    /// <summary>The tag that is to go live.</summary>
    public string? Tag { get; init; }

    /// <summary>Only these checks, by identifier or by a start of it such as <c>ENV</c>; all when empty.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Not these checks, by identifier or by a start of it. They are reported as skipped, not left out silently.</summary>
    public IReadOnlyList<string> Skip { get; init; } = [];

    /// <summary>How findings become a verdict.</summary>
    public GatePolicy Policy { get; init; } = new();

    /// <summary>How long one check may take; the project's setting when <see langword="null"/>.</summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>Sees each finding as soon as it is known, in the order in which checks end. Called from several threads, never at once.</summary>
    public Action<Finding>? OnFinding { get; init; }

    /// <summary>Sees the findings of a family, sorted, as soon as this family and those before it are done.</summary>
    public Action<CheckFamily, IReadOnlyList<Finding>>? OnFamily { get; init; }
}
