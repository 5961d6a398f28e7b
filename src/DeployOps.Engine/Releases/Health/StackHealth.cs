namespace DeployOps.Engine.Releases.Health;

/// <summary>A whole stack, as <c>Get-ServiceHealth</c> shows it.</summary>
public sealed record StackHealth
{
    /// <summary>The compose project's name. It is not named Project: an answer fed to the next cmdlet would be taken as that folder.</summary>
    public required string StackName { get; init; }

    /// <summary>When it was looked at (UTC).</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The worst of all.</summary>
    public required HealthLevel Level { get; init; }

    /// <summary>The services.</summary>
    public required IReadOnlyList<ServiceHealth> Services { get; init; }

    /// <summary>The data stores.</summary>
    public IReadOnlyList<StoreHealth> Stores { get; init; } = [];

    /// <summary>What the application says of itself; <see langword="null"/> when it says nothing.</summary>
    public HealthLevel? Application { get; init; }

    /// <summary>What could not be looked at, one sentence each; without secrets.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The exit code: 0 when healthy or degraded, 1 when unhealthy, 3 when it could not be told.</summary>
    public int ExitCode => Level switch
    {
        HealthLevel.Healthy or HealthLevel.Degraded => ExitCodes.Passed,
        HealthLevel.Unhealthy => ExitCodes.GateFailed,
        _ => ExitCodes.Environment,
    };

    /// <summary>The whole in one sentence.</summary>
    public required string Summary { get; init; }
}
