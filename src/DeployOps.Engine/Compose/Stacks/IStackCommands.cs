using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Compose.Stacks;

/// <summary>The verbs of <c>docker compose</c> that a release needs. A verb that fails throws <see cref="StackCommandException"/>.</summary>
public interface IStackCommands
{
    /// <summary>The stack with everything resolved, as JSON. It holds the values of secrets.</summary>
    /// <exception cref="DeployOpsException">Compose refuses the files, or there is no docker.</exception>
    Task<CapturedText> ResolveAsync(ComposeTarget stack, CommandScope scope, CancellationToken cancellationToken);

    /// <summary>Builds the images of the named services, or of all that have a build.</summary>
    Task BuildAsync(ComposeTarget stack, IReadOnlyList<string> services, CommandScope scope, CancellationToken cancellationToken);

    /// <summary>Brings the images of the named services from their registry when they are not on this machine.</summary>
    Task PullAsync(ComposeTarget stack, IReadOnlyList<string> services, CommandScope scope, CancellationToken cancellationToken);

    /// <summary>Makes the containers what the files say, and starts them. It comes back when they are started, not when they are healthy.</summary>
    Task UpAsync(ComposeTarget stack, UpOptions options, CommandScope scope, CancellationToken cancellationToken);

    /// <summary>Stops and removes the stack's containers and networks.</summary>
    Task DownAsync(ComposeTarget stack, DownOptions options, CommandScope scope, CancellationToken cancellationToken);

    /// <summary>Runs a command in a container of its own made like a service's (<c>run --rm --no-deps -T</c>), such as a migration.</summary>
    Task<ProcessResult> RunAsync(ComposeTarget stack, string service, IReadOnlyList<string> command, CommandScope scope, CancellationToken cancellationToken);
}
