using DeployOps.Engine.Project;

namespace DeployOps.Engine.EnvFiles;

/// <summary>A bad example: a room that reaches over to another one of its floor where there is no door.</summary>
internal sealed class NoSuchDoor
{
    public DeployProject? Owner { get; init; }
}
