namespace DeployOps.Engine.Releases.Health;

/// <summary>What a watch waits for.</summary>
public sealed record HealthWatchRequest
{
    /// <summary>The compose project's name.</summary>
    public required string Project { get; init; }

    /// <summary>The services that should run.</summary>
    public required IReadOnlyList<ExpectedService> Services { get; init; }

    /// <summary>How long they may take to turn good.</summary>
    public required TimeSpan Timeout { get; init; }

    /// <summary>How long all of them have to stay good afterwards, without a restart; zero looks once.</summary>
    public required TimeSpan Stability { get; init; }

    /// <summary>Sees a service whenever what can be said of it changes.</summary>
    public Action<ServiceObservation>? OnChange { get; init; }
}
