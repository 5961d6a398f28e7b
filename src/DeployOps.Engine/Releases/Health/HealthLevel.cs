namespace DeployOps.Engine.Releases.Health;

/// <summary>How something is as a whole. Source: row PA8.</summary>
public enum HealthLevel
{
    /// <summary>As it should be.</summary>
    Healthy,

    /// <summary>It works, and is slow or over a limit.</summary>
    Degraded,

    /// <summary>It does not work.</summary>
    Unhealthy,

    /// <summary>It could not be asked.</summary>
    Unknown,
}
