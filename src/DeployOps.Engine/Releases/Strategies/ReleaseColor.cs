namespace DeployOps.Engine.Releases.Strategies;

/// <summary>Where the containers of blue-green services run.</summary>
public enum ReleaseColor
{
    /// <summary>In the stack's own project, before the first switch.</summary>
    Plain,

    /// <summary>In the project <c>NAME-blue</c>.</summary>
    Blue,

    /// <summary>In the project <c>NAME-green</c>.</summary>
    Green,
}
