using System.Runtime.CompilerServices;
using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Compose.Model.Yaml;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Reads the files without docker: YAML, merge, <c>extends</c>, <c>include</c> and substitutions.</summary>
/// <remarks>Source: compose specification, 03-compose-file and 13-merge.</remarks>
public sealed class FilesCanBeRead : Check
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM002", "The compose files can be read as one project", CheckFamily.Compose, Severity.P0, "RB4 RB16", "compose specification, 03-compose-file and 13-merge");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (context.Project.Compose.Files.Count == 0)
        {
            yield return Fail("", "the project has no compose file", "Name it in 'compose.files' of deployops.yml.");
            yield break;
        }

        var reading = await context.FactAsync<ComposeReadingFact>(cancellationToken).ConfigureAwait(false);
        if (reading.Failure is ComposeFormatException failure)
        {
            yield return Fail("", ComposeFormatException.Describe(failure.Reason), failure.RecommendedAction, context.Project.RelativePath(failure.File), failure.Line);
        }
        else if (reading.Model is null)
        {
            throw reading.Failure!;
        }
        else if (!reading.Model.ActiveServices.Any())
        {
            var place = reading.Model.Root.Entry("services")?.KeySource;
            yield return Fail(
                "services", "no service would be released", "Define a service, or switch its profile on in 'compose.profiles' of deployops.yml.",
                place is { } found ? context.Project.RelativePath(found.File.Path) : null, place?.Line);
        }

        foreach (var problem in reading.Model?.Problems ?? [])
        {
            var message = problem.Kind switch
            {
                ComposeProblemKind.InvalidSubstitution => "a '$' starts no valid substitution",
                ComposeProblemKind.ExpansionTooLarge => "variables grow beyond the limit by referring to each other",
                ComposeProblemKind.IncludeConflict => "an included file defines it too, and differently",
                _ => null,
            };
            if (message is not null)
            {
                yield return Fail(
                    problem.Subject, message, problem.Kind == ComposeProblemKind.IncludeConflict ? "Define it in one file only." : "Write '$$' for a literal dollar, '${NAME}' for a variable.",
                    context.Project.RelativePath(problem.Source.File.Path), problem.Source.Line);
            }
        }
    }
}
