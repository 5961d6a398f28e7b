using DeployOps.Engine.Compose.Stacks;

namespace DeployOps.Engine.Compose.Routes;

/// <summary>What is to be reached.</summary>
public sealed record RouteRequest
{
    /// <summary>The host as the application names it: a service of the stack, or any other server.</summary>
    public required string Host { get; init; }

    /// <summary>The port as the application names it: inside the container.</summary>
    public required int Port { get; init; }

    /// <summary>The stack's containers, whatever their state.</summary>
    public required IReadOnlyList<StackContainer> Containers { get; init; }

    /// <summary>The stack's services as far as they are known without containers, so that one that was never started is not taken for another server.</summary>
    public IReadOnlyCollection<string> Services { get; init; } = [];

    /// <summary>How long a port or an address may take to let a connection in before the next way is tried.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromMilliseconds(500);
}
