using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Compose.Routes;

/// <summary>Whether the docker command talks to an engine of this machine: ports and addresses of another one are not to be looked for here.</summary>
internal static class EngineHost
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(20);

    /// <summary>Asks the docker command, which honours <c>DOCKER_HOST</c> and the chosen context.</summary>
    public static async Task<bool> IsLocalAsync(IProcessRunner processes, CancellationToken cancellationToken)
    {
        var answer = await processes.RunAsync(
            new ProcessRequest { FileName = "docker", Arguments = ["context", "inspect", "--format", "{{.Endpoints.docker.Host}}"], Timeout = Short },
            cancellationToken).ConfigureAwait(false);
        return answer.Succeeded && IsLocal(answer.StandardOutput.Reveal().Trim());
    }

    /// <summary>Whether an endpoint is a socket or a pipe of this machine, or its loopback.</summary>
    public static bool IsLocal(string endpoint) =>
        endpoint.StartsWith("unix://", StringComparison.OrdinalIgnoreCase)
        || endpoint.StartsWith("npipe://", StringComparison.OrdinalIgnoreCase)
        || (Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && address.Scheme is "tcp" or "http" or "https" && address.IsLoopback);
}
