namespace DeployOps.Engine.Compose.Stacks;

/// <summary>What a container does, in the engine's words. Source: Docker Engine API, ContainerState.Status.</summary>
public enum ContainerState
{
    /// <summary>The engine used a word that is not known here.</summary>
    Unknown,

    /// <summary>Made and not started.</summary>
    Created,

    /// <summary>Running.</summary>
    Running,

    /// <summary>Frozen.</summary>
    Paused,

    /// <summary>Ended, and about to be started again by its restart policy.</summary>
    Restarting,

    /// <summary>Being removed.</summary>
    Removing,

    /// <summary>Ended.</summary>
    Exited,

    /// <summary>Could not be removed wholly.</summary>
    Dead,
}
