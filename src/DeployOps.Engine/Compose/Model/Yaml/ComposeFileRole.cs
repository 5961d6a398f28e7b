namespace DeployOps.Engine.Compose.Model.Yaml;

/// <summary>How a compose file became part of the project.</summary>
public enum ComposeFileRole
{
    /// <summary>Named by the project.</summary>
    Named,

    /// <summary>Named by an <c>include</c>.</summary>
    Included,

    /// <summary>Named by an <c>extends</c>.</summary>
    Extended,
}
