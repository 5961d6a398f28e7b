using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Compose.DockerCli;

/// <summary>
/// The docker command line. The context and <c>DOCKER_HOST</c> are the caller's. What a child wrote is never shown as it is.
/// </summary>
public interface IDockerCommand
{
    /// <summary>The version of the compose plugin. No engine is needed.</summary>
    /// <exception cref="DockerNotFoundException">There is no docker command.</exception>
    /// <exception cref="ComposePluginMissingException">It has no compose.</exception>
    /// <exception cref="ProcessTimeoutException">It did not end in time.</exception>
    Task<string> ComposeVersionAsync(CancellationToken cancellationToken);

    /// <summary>Asks compose whether it accepts the files, and for the resolved file. No engine is needed.</summary>
    /// <inheritdoc cref="ComposeVersionAsync" path="/exception"/>
    Task<ComposeConfigAnswer> ConfigAsync(ComposeConfigRequest request, CancellationToken cancellationToken);

    /// <summary>Asks the engine who it is.</summary>
    /// <exception cref="DockerNotFoundException">There is no docker command.</exception>
    /// <exception cref="DockerDaemonUnreachableException">The engine does not answer.</exception>
    /// <exception cref="DockerCommandFailedException">The command failed otherwise.</exception>
    /// <exception cref="ProcessTimeoutException">It did not end in time.</exception>
    Task<DockerInfo> InfoAsync(CancellationToken cancellationToken);

    /// <summary>The names of the images on this machine, as <c>repository:tag</c>.</summary>
    /// <param name="repository">Only those of this repository; all when <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops the command.</param>
    /// <inheritdoc cref="InfoAsync" path="/exception"/>
    Task<IReadOnlyList<string>> ImageNamesAsync(string? repository, CancellationToken cancellationToken);

    /// <summary>An image of this machine; <see langword="null"/> when it is not there.</summary>
    /// <inheritdoc cref="InfoAsync" path="/exception"/>
    Task<DockerImage?> InspectImageAsync(string image, CancellationToken cancellationToken);

    /// <summary>Hands an image to a reader as the stream of a tar archive; nothing of it is held in memory.</summary>
    /// <inheritdoc cref="InfoAsync" path="/exception"/>
    Task SaveImageAsync(string image, Func<Stream, CancellationToken, Task> read, CancellationToken cancellationToken);
}
