using DeployOps.Engine.Compose.Routes;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Backups;

/// <summary>What backup operations reach outside through; replaced in tests.</summary>
public sealed record BackupPorts
{
    /// <summary>The docker command.</summary>
    public StackEngine Engine { get; init; } = StackEngine.OfThisMachine;

    /// <summary>The ways into a stack.</summary>
    public IServiceRoutes Routes { get; init; } = ServiceRoutes.OfThisMachine;

    /// <summary>The way of running programs.</summary>
    public ProcessRunner Processes { get; init; } = new();

    /// <summary>The process environment by name.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ProcessEnvironment { get; init; } = ProcessVariables.All();

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
