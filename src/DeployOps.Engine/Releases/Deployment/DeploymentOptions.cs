namespace DeployOps.Engine.Releases.Deployment;

/// <summary>What an admin asks of a deployment.</summary>
public sealed record DeploymentOptions
{
    /// <summary>The tag that is to go live; the value of the project's tag variable when <see langword="null"/>.</summary>
    public string? Tag { get; init; }

    /// <summary>Whether the gate is left out. Needs a <see cref="Reason"/>, which is logged.</summary>
    public bool SkipPreflight { get; init; }

    /// <summary>Why the gate is left out.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether a gate counts as passed in which something that had to run was skipped.</summary>
    public bool AllowSkipped { get; init; }

    /// <summary>Whether the images are not built: they are on this machine, or come from their registry.</summary>
    public bool NoBuild { get; init; }

    /// <summary>Whether a failed release is left as it is instead of being rolled back.</summary>
    public bool NoRollback { get; init; }

    /// <summary>Whether to go on although the lock's holder is gone and left its mark.</summary>
    public bool Force { get; init; }

    /// <summary>Who approved it.</summary>
    public string? Approver { get; init; }

    /// <summary>Evidence for the release log.</summary>
    public IReadOnlyList<string> Evidence { get; init; } = [];

    /// <summary>A remark for the release log.</summary>
    public string? Notes { get; init; }

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
