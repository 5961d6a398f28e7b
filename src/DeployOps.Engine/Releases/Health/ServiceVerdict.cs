namespace DeployOps.Engine.Releases.Health;

/// <summary>What can be said of a service by looking at its containers: state, health, exit code and restarts.</summary>
public enum ServiceVerdict
{
    /// <summary>Its healthcheck has not decided yet, or it is being started.</summary>
    Starting,

    /// <summary>Its healthcheck passes.</summary>
    Healthy,

    /// <summary>It has no healthcheck and stays up.</summary>
    Running,

    /// <summary>It is one that does its work and ends, and it ended with 0.</summary>
    Completed,

    /// <summary>Healthy or running, and over a limit or slow.</summary>
    Degraded,

    /// <summary>Its healthcheck fails.</summary>
    Unhealthy,

    /// <summary>It ends and is started again and again.</summary>
    Restarting,

    /// <summary>It ended.</summary>
    Exited,

    /// <summary>It has fewer containers than it should.</summary>
    Missing,
}
