namespace DeployOps.Engine.Releases.Rollback;

/// <summary>What an admin asks of a rollback.</summary>
public sealed record RollbackOptions
{
    /// <summary>The tag to go back to; the last one that went live before the present one when <see langword="null"/>.</summary>
    public string? ToTag { get; init; }

    /// <summary>How many successful releases to go back, when no tag is named.</summary>
    public int Steps { get; init; } = 1;

    /// <summary>Whether the stack is taken down and brought up instead of being replaced container by container: the fallback of the runbook.</summary>
    public bool Recreate { get; init; }

    /// <summary>Whether to go back over a migration that was declared irreversible, or to break a lock whose holder is gone.</summary>
    public bool Force { get; init; }

    /// <summary>Why, for the release log.</summary>
    public string? Reason { get; init; }

    /// <summary>How long the services may take to turn healthy; the project's setting when <see langword="null"/>.</summary>
    public TimeSpan? HealthTimeout { get; init; }

    /// <summary>How long everything has to stay healthy; the project's setting when <see langword="null"/>.</summary>
    public TimeSpan? Stability { get; init; }

    /// <summary>Whether to say what would be done and do nothing.</summary>
    public bool WhatIf { get; init; }

    /// <summary>Sees what is being done, in order, never two at once.</summary>
    public Action<ReleaseProgress>? OnProgress { get; init; }

    /// <summary>Sees the lines that docker writes, with their secrets masked.</summary>
    public Action<string>? OnOutput { get; init; }
}
