namespace DeployOps.Engine.Project.Sections;

/// <summary>How a service goes from one release to the next.</summary>
public enum ReleaseStrategy
{
    /// <summary>The old container ends and the new one starts in its place: what compose does.</summary>
    Recreate,

    /// <summary>The new container starts beside the old one, turns healthy, and only then the old one is drained and removed.</summary>
    Rolling,

    /// <summary>The new containers start as a project of their own beside the old one; a configured command switches the proxy.</summary>
    BlueGreen,
}
