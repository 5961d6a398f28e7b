namespace DeployOps.Engine.Releases.Rehearsal;

/// <summary>What an admin asks of a rehearsal.</summary>
public sealed record RehearsalOptions
{
    /// <summary>The tag to rehearse; the value of the project's tag variable when <see langword="null"/>.</summary>
    public string? Tag { get; init; }

    /// <summary>Whether the images are not built: they are on this machine, or come from their registry.</summary>
    public bool NoBuild { get; init; }

    /// <summary>Whether the copy of the stack is left running to be looked at.</summary>
    public bool KeepRunning { get; init; }

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
