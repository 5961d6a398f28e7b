using System.Runtime.CompilerServices;

namespace DeployOps.Engine.Checks.Host;

/// <summary>The docker command has the compose plugin, version 2.21 or later.</summary>
public sealed class ComposePluginIsCurrent : Check
{
    private static readonly Version Advised = new(2, 21);

    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "HST002", "Docker Compose is version 2.21 or later", CheckFamily.Host, Severity.P1, "RB4 RB7", "facts/docker-compose.md: what changed in 2.21");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var docker = await context.FactAsync<DockerFact>(cancellationToken).ConfigureAwait(false);
        if (!docker.HasCommand)
        {
            throw new FactUnavailableException(
                FindingStatus.Skipped, "there is no docker command on this machine", "Install Docker, or run the gate on the machine that deploys.");
        }

        if (docker.ComposeVersion is not { } text)
        {
            yield return Fail("docker compose", "the docker command has no compose plugin; docker-compose (version 1) is not enough", "Install the plugin (docker-compose-plugin, docker-compose-v2).");
        }
        else if (VersionOf(text) is not { } version)
        {
            yield return Warn("docker compose", "its version cannot be read", "Look at 'docker compose version'; 2.21 or later is advised.");
        }
        else if (version < new Version(2, 0))
        {
            yield return Fail("docker compose", $"it is version {version}", "Install Compose 2.21 or later.");
        }
        else if (version < Advised)
        {
            yield return Warn("docker compose", $"it is version {version}, and answers differ from 2.21 on", "Install Compose 2.21 or later.");
        }
    }

    // "2.26.1-4", "v2.24.6-desktop.1": only the leading numbers are compared.
    private static Version? VersionOf(string text)
    {
        var numbers = new string([.. text.TrimStart('v').TakeWhile(character => char.IsAsciiDigit(character) || character == '.')]).Trim('.');
        return Version.TryParse(numbers, out var version) ? version : null;
    }
}
