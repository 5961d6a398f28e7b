using DeployOps.Engine.Checks.Env.Reading;
using System.Runtime.CompilerServices;

namespace DeployOps.Engine.Checks.Env;

/// <summary>An environment file must be UTF-8 and in the grammar of Docker Compose (compose-go, package <c>dotenv</c>).</summary>
public sealed class EnvFileGrammarCheck : Check
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "ENV002", "Every environment file is UTF-8 and readable for docker compose", CheckFamily.Env, Severity.P0, "RB1 RB4", "compose-go, dotenv");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reading = await context.FactAsync<EnvReadingFact>(cancellationToken).ConfigureAwait(false);
        foreach (var file in reading.Files)
        {
            if (file.Problem is { Kind: EnvFileProblemKind.Malformed } problem)
            {
                yield return Fail(file.Name, problem.Text, problem.Fix, file.Name, problem.Line);
            }
            else if (file.Problem is not null)
            {
                // What cannot be read is named by ENV001; here it only must not count as passed.
                yield return Descriptor.Answer(FindingStatus.Blocked, "not looked at, because the file cannot be read (ENV001)") with
                {
                    Subject = file.Name, File = file.Name, Fix = "Mend what ENV001 names, then run again.",
                };
            }
        }
    }
}
