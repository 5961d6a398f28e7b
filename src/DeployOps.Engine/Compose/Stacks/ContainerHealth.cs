namespace DeployOps.Engine.Compose.Stacks;

/// <summary>What a container's healthcheck says. Source: Docker Engine API, Health.Status.</summary>
public enum ContainerHealth
{
    /// <summary>It has no healthcheck.</summary>
    None,

    /// <summary>It has one that has not decided yet.</summary>
    Starting,

    /// <summary>It passed.</summary>
    Healthy,

    /// <summary>It failed as often as it may.</summary>
    Unhealthy,
}
