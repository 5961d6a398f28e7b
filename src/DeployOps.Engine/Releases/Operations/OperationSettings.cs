using DeployOps.Engine.Project;

namespace DeployOps.Engine.Releases.Operations;

/// <summary>What every operation on a stack is told, whichever it is.</summary>
internal sealed record OperationSettings
{
    /// <summary>What it is, as the second comer is told: <c>deploy 2026.11.21</c>.</summary>
    public required string Title { get; init; }

    /// <summary>How long the services may take to turn healthy.</summary>
    public required TimeSpan HealthTimeout { get; init; }

    /// <summary>How long everything has to stay healthy.</summary>
    public required TimeSpan Stability { get; init; }

    /// <summary>
    /// Whether the files decide what the stack is called. Otherwise the journal does, when it knows: for the way back, which must not
    /// depend on what became of the files.
    /// </summary>
    public bool NamesByFiles { get; init; }

    /// <summary>Whether to break what a dead holder of the lock left.</summary>
    public bool Force { get; init; }

    /// <summary>Sees what is being done.</summary>
    public Action<ReleaseProgress>? OnProgress { get; init; }

    /// <summary>Sees what docker writes, masked.</summary>
    public Action<string>? OnOutput { get; init; }

    public static OperationSettings Of(DeployProject project, string title, TimeSpan? healthTimeout, TimeSpan? stability) => new()
    {
        Title = title,
        HealthTimeout = healthTimeout ?? project.Release.HealthTimeout,
        Stability = stability ?? project.Release.Stability,
    };
}
