using DeployOps.Engine.Compose.Stacks;

namespace DeployOps.Engine.Releases.Operations;

/// <summary>What an operation on a stack reaches outside through; replaced in tests.</summary>
public sealed record ReleasePorts
{
    /// <summary>The docker command.</summary>
    public StackEngine Engine { get; init; } = StackEngine.OfThisMachine;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The process environment.</summary>
    public Func<string, string?> ProcessEnvironment { get; init; } = Environment.GetEnvironmentVariable;
}
