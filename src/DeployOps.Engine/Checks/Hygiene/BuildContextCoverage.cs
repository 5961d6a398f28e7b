using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Repository;
using DeployOps.Engine.Repository.Ignoring;

namespace DeployOps.Engine.Checks.Hygiene;

/// <summary>What a build context lets through, by paths that stand for a kind and by the files that are there.</summary>
public static class BuildContextCoverage
{
    /// <summary>The paths that are let through, one for each pattern. An ignore file that Docker refuses is the matter of another check.</summary>
    public static IEnumerable<IgnoredPath> Missing(BuildContext build, IEnumerable<IgnoredPath> paths)
    {
        if (PatternsOf(build) is not { } patterns)
        {
            return [];
        }

        return paths.Where(path => !patterns.IsExcluded(path.Path.TrimEnd('/'))).DistinctBy(path => path.Pattern);
    }

    /// <summary>The documents, tests and caches that a context has to keep out.</summary>
    public static IEnumerable<IgnoredPath> LeftoversOf(BuildContext build, HygieneSettings settings)
    {
        bool Has(string pattern) => Directory.EnumerateFiles(build.Folder, pattern).Any();
        var traits = new ProjectTraits(Has("*.py") || Has("requirements*.txt") || Has("pyproject.toml"), Has("package.json"), Has("*.csproj"));
        return IgnoredPaths.BuildLeftovers.Where(path => path.When?.Invoke(traits) != false)
            .Concat(IgnoredPaths.BuildLeftoversOfFolders.Where(item => Directory.Exists(Path.Combine(build.Folder, item.Folder))).Select(item => item.Path))
            .Concat(settings.BuildIgnored.Select(path => new IgnoredPath(path, path, "named in hygiene.build-ignored")));
    }

    /// <summary>The files there are that would be sent and must not ship: each secret file, and the first of every other kind in a folder.</summary>
    public static IEnumerable<(string Path, string Kind, int Count)> Unwanted(BuildContext build, CancellationToken cancellationToken)
    {
        if (PatternsOf(build) is not { } patterns)
        {
            return [];
        }

        return WorkingTree.Files(
                build.Folder,
                folder => patterns.IsExcluded(folder) && !patterns.MayReinclude(folder),
                file =>
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    return patterns.IsExcluded(file);
                })
            .Select(path => (Path: path, Kind: KindOf(path)))
            .Where(file => file.Kind is not null)
            .GroupBy(file => (file.Kind, Folder: IsSecret(file.Kind!) ? file.Path : file.Path.Split('/')[0]))
            .Select(group => (group.MinBy(file => file.Path, StringComparer.Ordinal).Path, group.Key.Kind!, group.Count()))
            .OrderBy(file => file.Path, StringComparer.Ordinal);
    }

    private static bool IsSecret(string kind) => kind is ImageScanFact.EnvFile or ImageScanFact.KeyFile;

    private static string? KindOf(string path) => ShippedFiles.IsEnvFile(path) ? ImageScanFact.EnvFile
        : ShippedFiles.IsInstalled(path) ? null
        : ShippedFiles.IsKeyFile(path) ? ImageScanFact.KeyFile
        : ShippedFiles.LeftoverKind(path);

    private static DockerIgnorePatterns? PatternsOf(BuildContext build)
    {
        try
        {
            return build.ReadPatterns();
        }
        catch (DockerIgnoreFormatException)
        {
            // HYG003 names the line.
            return null;
        }
    }
}
