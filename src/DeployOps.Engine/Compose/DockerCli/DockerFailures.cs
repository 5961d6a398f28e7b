namespace DeployOps.Engine.Compose.DockerCli;

/// <summary>There is no docker command on this machine.</summary>
public sealed class DockerNotFoundException(Exception? innerException = null)
    : DeployOpsException(
        "DockerNotFound",
        FailureKind.Environment,
        "The docker command was not found on PATH; nothing was run.",
        "Install Docker Engine or Docker Desktop, or put the folder of docker on PATH.",
        innerException);

/// <summary>The docker command has no <c>compose</c>.</summary>
public sealed class ComposePluginMissingException()
    : DeployOpsException(
        "ComposePluginMissing",
        FailureKind.Environment,
        "The docker command has no 'compose' (version 2); nothing was run.",
        "Install the compose plugin (package docker-compose-plugin; part of Docker Desktop). The older docker-compose program is not used.");

/// <summary>The docker engine does not answer.</summary>
public sealed class DockerDaemonUnreachableException(bool isRefused)
    : DeployOpsException(
        "DockerDaemonUnreachable",
        isRefused ? FailureKind.Permission : FailureKind.Environment,
        isRefused ? "The docker engine refuses this account; nothing was changed." : "The docker engine does not answer; nothing was changed.",
        isRefused
            ? "Run as an account that may use docker (group docker; docker-users on Windows)."
            : "Start the engine (service docker, Docker Desktop), or choose another one with 'docker context use' or DOCKER_HOST.")
{
    /// <summary>Whether the engine is there and refuses this account.</summary>
    public bool IsRefused { get; } = isRefused;
}

/// <summary>A docker command ended with a failure. What it wrote is not shown, because it may hold secrets.</summary>
public sealed class DockerCommandFailedException(string command, int exitCode)
    : DeployOpsException(
        "DockerCommandFailed",
        FailureKind.Environment,
        $"'docker {command}' failed with exit code {exitCode}; its output is not shown, because it may hold secrets.",
        $"Run 'docker {command}' by hand on this machine to see why.")
{
    /// <summary>Its exit code.</summary>
    public int ExitCode { get; } = exitCode;
}
