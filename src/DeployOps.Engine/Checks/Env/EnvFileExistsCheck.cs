using DeployOps.Engine.Checks.Env.Reading;
using System.Runtime.CompilerServices;

namespace DeployOps.Engine.Checks.Env;

/// <summary>A missing environment file fails on purpose (seed 003, 5.2), instead of starting containers with empty values.</summary>
public sealed class EnvFileExistsCheck : Check
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "ENV001", "Every environment file exists and can be read", CheckFamily.Env, Severity.P0, "RB1", "seed 003, 5.2");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reading = await context.FactAsync<EnvReadingFact>(cancellationToken).ConfigureAwait(false);
        foreach (var file in reading.Files)
        {
            if (file.Problem is { Kind: EnvFileProblemKind.Unreadable } problem)
            {
                yield return Fail(file.Name, problem.Text, problem.Fix, file.Name);
            }
        }
    }
}
