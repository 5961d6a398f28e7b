using System.Runtime.CompilerServices;
using DeployOps.Engine.Checks.Compose.Facts;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Asks <c>docker compose config</c> itself. The only check of this family that needs the docker command; its output is never shown.</summary>
/// <remarks>Source: seed 003, 4.1 and 5.2; docker compose config.</remarks>
public sealed class ComposeAcceptsTheConfiguration : Check
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM001", "Docker Compose accepts the configuration", CheckFamily.Compose, Severity.P0, "RB4", "seed 003, 4.1 and 5.2; docker compose config");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var config = await context.FactAsync<ComposeConfigFact>(cancellationToken).ConfigureAwait(false);
        if (config.Failure is { } failure)
        {
            yield return Fail(
                failure.Subject,
                $"docker compose refuses the configuration: {failure.Message}",
                "Correct that place, then run again; compose's own words are not shown, because they can hold a secret.",
                failure.File is null ? null : context.Project.RelativePath(failure.File),
                failure.Line);
        }
    }
}
