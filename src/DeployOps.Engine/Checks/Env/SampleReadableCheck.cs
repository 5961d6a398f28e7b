using DeployOps.Engine.Checks.Env.Reading;
using System.Runtime.CompilerServices;

namespace DeployOps.Engine.Checks.Env;

/// <summary>The sample that the project names is there and can be read: without it no key is known to be missing.</summary>
public sealed class SampleReadableCheck : Check
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "ENV009", "Every environment file has a readable sample", CheckFamily.Env, Severity.P1, "RB1 RB16 CH1", "seed 003, 2; seed 001, 5");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reading = await context.FactAsync<EnvReadingFact>(cancellationToken).ConfigureAwait(false);
        foreach (var file in reading.Files)
        {
            if (EnvFilesFact.SamplePathOf(file, context.Project) is not { } path)
            {
                yield return NotApplicable("it has no sample, so no key is known to be missing", file.Name);
                continue;
            }

            var name = context.Project.RelativePath(path);
            if (SampleReading.Read(path, name).Problem is { } problem)
            {
                yield return Fail(name, problem.Text, problem.Kind == EnvFileProblemKind.Unreadable ? "Commit a sample with the keys and without values, or name the right one (env.files.sample)." : problem.Fix, name, problem.Line);
            }
        }
    }
}
