namespace DeployOps.Engine.Releases;

/// <summary>One stage of a release.</summary>
public enum ReleaseStep
{
    /// <summary>The gate.</summary>
    Preflight,

    /// <summary>Building the images, or bringing them from their registry.</summary>
    Build,

    /// <summary>Migrations that run before any container is replaced.</summary>
    MigrateBefore,

    /// <summary>Replacing the containers.</summary>
    Up,

    /// <summary>Migrations that run after the containers are started.</summary>
    MigrateAfter,

    /// <summary>Waiting until every service is healthy and stays so.</summary>
    Healthy,

    /// <summary>Asking the stack through its proxy, and reading its logs.</summary>
    Smoke,

    /// <summary>Writing the release log and clearing what is no longer kept.</summary>
    Record,

    /// <summary>Putting the release before it back.</summary>
    Rollback,
}
