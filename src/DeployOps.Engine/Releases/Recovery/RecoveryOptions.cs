namespace DeployOps.Engine.Releases.Recovery;

/// <summary>What an admin asks of a recovery.</summary>
public sealed record RecoveryOptions
{
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
