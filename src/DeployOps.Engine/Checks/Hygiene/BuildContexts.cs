using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Files;
using DeployOps.Engine.Repository.Ignoring;

namespace DeployOps.Engine.Checks.Hygiene;

/// <summary>A folder that is sent to a build.</summary>
/// <param name="Service">The service that is built from it; the first one when there are several.</param>
/// <param name="Folder">The folder's full path.</param>
/// <param name="Dockerfile">The Dockerfile's full path.</param>
/// <param name="Images">The images that are built from it, as far as they are named.</param>
public sealed record BuildContext(string Service, string Folder, string Dockerfile, IReadOnlyList<string> Images)
{
    /// <summary>
    /// The ignore file that holds for the build: the one named after the Dockerfile, or else the folder's; <see langword="null"/>
    /// for none.
    /// </summary>
    public string? IgnoreFile => new[] { Dockerfile + ".dockerignore", Path.Combine(Folder, ".dockerignore") }.FirstOrDefault(File.Exists);

    /// <summary>The patterns that hold for the build.</summary>
    /// <exception cref="DockerIgnoreFormatException">The ignore file has a line that Docker refuses.</exception>
    public DockerIgnorePatterns ReadPatterns() => IgnoreFile is { } file ? DockerIgnorePatterns.Parse(RegularFile.ReadText(file)) : DockerIgnorePatterns.Empty;
}

/// <summary>The folders that the project's compose files send to builds.</summary>
/// <param name="Contexts">The folders on this machine.</param>
public sealed record BuildContextsFact(IReadOnlyList<BuildContext> Contexts) : IFact<BuildContextsFact>
{
    /// <inheritdoc/>
    public static async Task<BuildContextsFact> GatherAsync(CheckContext context, CancellationToken cancellationToken)
    {
        if (context.Project.Compose.Files.Count == 0)
        {
            throw new FactUnavailableException(FindingStatus.NotApplicable, "the project has no compose file, so that nothing is built", "");
        }

        var model = (await context.FactAsync<ComposeFact>(cancellationToken).ConfigureAwait(false)).Model;
        var contexts = model.Services
            .Where(service => service.Build is not null)
            .Select(service =>
            {
                var text = service.Build!.Context?.Text ?? ".";
                var folder = Path.GetFullPath(text, Path.GetDirectoryName(service.Build.Source.File.Path) ?? context.Project.Root);

                // Compose reads a relative context from the project's folder, wherever an included file lies.
                folder = Directory.Exists(folder) ? folder : context.Project.FullPath(text);
                var image = service.Image?.Text is { Length: > 0 } name && !name.EndsWith(':') ? name : null;
                return (service.Name, Text: text, Folder: folder, Dockerfile: Path.GetFullPath(service.Build.Dockerfile?.Text ?? "Dockerfile", folder), Image: image);
            })
            .Where(build => Directory.Exists(build.Folder))
            .GroupBy(build => (build.Folder, build.Dockerfile))
            .Select(group => new BuildContext(group.First().Name, group.Key.Folder, group.Key.Dockerfile, [.. group.Select(build => build.Image).OfType<string>().Distinct()]))
            .ToList();
        return contexts.Count > 0
            ? new BuildContextsFact(contexts)
            : throw new FactUnavailableException(FindingStatus.NotApplicable, "no service is built from a folder of this machine", "");
    }
}
