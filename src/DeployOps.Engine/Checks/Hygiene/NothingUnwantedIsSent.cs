using System.Runtime.CompilerServices;

namespace DeployOps.Engine.Checks.Hygiene;

/// <summary>What is really in the build contexts, and in the operations package, is looked at: nothing that must not ship is sent.</summary>
public sealed class NothingUnwantedIsSent : HygieneCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "HYG011",
        "No build is sent documents, tests, caches, environment files or keys",
        CheckFamily.Hygiene,
        Severity.P1,
        "PA9 RB16",
        "seeds/000, 1-5");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var allowed = (await context.FactAsync<SourceScanFact>(cancellationToken).ConfigureAwait(false)).Allowed;
        foreach (var path in context.Project.Package.Files.SelectMany(file => file.Split('|', StringSplitOptions.TrimEntries)))
        {
            if ((ShippedFiles.IsEnvFile(path) || ShippedFiles.IsKeyFile(path)) && !allowed.Accepts(path, Descriptor.Id))
            {
                yield return Fail(path, "the operations package names a file with secrets", "Take it out of package.files; secrets are made on the server.", path);
            }
        }

        var contexts = await context.FactAsync<BuildContextsFact>(cancellationToken).ConfigureAwait(false);
        foreach (var build in contexts.Contexts)
        {
            foreach (var finding in Limited(BuildContextCoverage.Unwanted(build, cancellationToken)
                .Select(file => (file.Kind, file.Count, Path: context.Project.RelativePath(Path.Combine(build.Folder, file.Path))))
                .Where(file => !allowed.Accepts(file.Path, Descriptor.Id))
                .Select(file => Fail(
                    build.Service,
                    file.Count == 1 ? $"the build is sent {file.Path} ({file.Kind})" : $"the build is sent {file.Count} files of this kind ({file.Kind}), the first is {file.Path}",
                    "Cover it in the .dockerignore of the build.",
                    file.Path))))
            {
                yield return finding;
            }
        }
    }
}
