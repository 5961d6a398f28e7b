using System.Runtime.CompilerServices;

namespace DeployOps.Engine.Checks.Host;

/// <summary>There is a docker command. Without one the question is skipped aloud: the gate may run on an admin's own machine.</summary>
public sealed class DockerCommandIsPresent : Check
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "HST001", "There is a docker command", CheckFamily.Host, Severity.P0, "RB4 RB7", "seeds/003, 4");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var docker = await context.FactAsync<DockerFact>(cancellationToken).ConfigureAwait(false);
        if (!docker.HasCommand)
        {
            yield return Descriptor.Answer(FindingStatus.Skipped, "there is no docker command on this machine") with
            {
                Subject = "docker",
                Fix = "Install Docker, or run the gate on the machine that deploys.",
            };
        }
    }
}
