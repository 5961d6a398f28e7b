using System.Runtime.CompilerServices;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Checks.Release;

/// <summary>The operations package is complete: compose files, key samples, and the files that the project lists.</summary>
public sealed class PackageIsComplete : Check
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "REL007", "The operations package is complete", CheckFamily.Release, Severity.P1, "RB16", "seeds/003, 1 and 2 of the runbook");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var project = context.Project;
        if (project.Compose.Files.Count == 0)
        {
            yield return Fail("compose file", "the project has no compose file", $"Add one, such as {ProjectConventions.ComposeFiles[0]}, or name it (compose.files in deployops.yml).");
        }

        foreach (var alternatives in Wanted(project).Distinct(StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var paths = alternatives.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            if (Array.Find(paths, path => File.Exists(project.FullPath(path))) is not { } found)
            {
                yield return Fail(string.Join(" or ", paths), "the file is not there", "Add it: whoever releases at night has nothing else to go by. The list is package.files in deployops.yml.");
            }
            else if (new FileInfo(project.FullPath(found)).Length == 0)
            {
                yield return Fail(found, "the file is empty", "Fill it in.", found);
            }
        }
    }

    private static IEnumerable<string> Wanted(DeployProject project)
    {
        foreach (var compose in project.Compose.Files)
        {
            yield return project.RelativePath(compose);
        }

        foreach (var file in project.Env.Files)
        {
            yield return file.Sample is { } sample
                ? project.RelativePath(sample)
                : ProjectConventions.SampleBeside(project.FullPath(file.Path)) is { } beside
                    ? project.RelativePath(beside)
                    : $"{file.Path}.sample | .env.sample | .env.example";
        }

        foreach (var file in project.Package.Files)
        {
            yield return file;
        }
    }
}
