using System.Runtime.CompilerServices;

namespace DeployOps.Engine.Checks.Host;

/// <summary>
/// The docker engine answers. When it does not, the question is skipped aloud and the gate is not green: the machine
/// that deploys must reach it, and an admin who gates elsewhere says so with -AllowSkipped.
/// </summary>
public sealed class DockerEngineAnswers : Check
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "HST003", "The docker engine answers", CheckFamily.Host, Severity.P0, "RB7", "seeds/003, 4.2");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var docker = await context.FactAsync<DockerFact>(cancellationToken).ConfigureAwait(false);
        docker.DemandEngine();
        yield break;
    }
}
