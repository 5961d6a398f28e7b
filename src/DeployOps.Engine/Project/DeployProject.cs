using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Project;

/// <summary>A folder that can be released: what <c>deployops.yml</c> says, or the conventional names when there is none.</summary>
public sealed record DeployProject
{
    /// <summary>The project's folder, as a full path. Paths in the settings are relative to it.</summary>
    public required string Root { get; init; }

    /// <summary>The project's name.</summary>
    public required string Name { get; init; }

    /// <summary>The configuration file's full path; <see langword="null"/> when the conventional names are used.</summary>
    public string? ConfigurationFile { get; init; }

    /// <summary>The compose files.</summary>
    public ComposeSettings Compose { get; init; } = new();

    /// <summary>The environment files and their rules.</summary>
    public EnvSettings Env { get; init; } = new();

    /// <summary>The tag rule.</summary>
    public TagSettings Tag { get; init; } = new();

    /// <summary>The files that make the operations package.</summary>
    public PackageSettings Package { get; init; } = new();

    /// <summary>What must not be in the repository, the package or the image.</summary>
    public HygieneSettings Hygiene { get; init; } = new();

    /// <summary>The release log.</summary>
    public ReleaseLogSettings ReleaseLog { get; init; } = new();

    /// <summary>How a tag goes live.</summary>
    public ReleaseSettings Release { get; init; } = new();

    /// <summary>What must answer after a release.</summary>
    public SmokeSettings Smoke { get; init; } = new();

    /// <summary>What counts as healthy.</summary>
    public HealthSettings Health { get; init; } = new();

    /// <summary>What is backed up, and how long it is kept.</summary>
    public BackupSettings Backup { get; init; } = new();

    /// <summary>What the machine that deploys must have.</summary>
    public HostSettings Host { get; init; } = new();

    /// <summary>Which checks run, and how much they weigh here.</summary>
    public CheckSettings Checks { get; init; } = new();

    /// <summary>The same project with other environment files, each with the settings of the project's own file of that name, or with the sample beside it.</summary>
    /// <param name="paths">The files, in the order compose reads them; the project itself when there are none.</param>
    public DeployProject WithEnvFiles(IReadOnlyList<string> paths) => paths.Count == 0
        ? this
        : this with
        {
            Env = Env with
            {
                Files =
                [
                    .. paths.Select(path => Env.Files.FirstOrDefault(file => FullPath(file.Path) == FullPath(path))
                        ?? new EnvFileSettings { Path = path, Sample = ProjectConventions.SampleBeside(FullPath(path)) }),
                ],
            },
        };

    /// <summary>The full paths of the named environment files, or of the project's own when none is named.</summary>
    public IReadOnlyList<string> EnvFilePaths(IReadOnlyCollection<string> named) =>
        named.Count > 0 ? [.. named.Select(Path.GetFullPath)] : [.. Env.Files.Select(file => FullPath(file.Path))];

    /// <summary>The full path of a project file.</summary>
    /// <param name="path">A path relative to the root, or a full one.</param>
    public string FullPath(string path) => Path.GetFullPath(path, Root);

    /// <summary>A path as findings show it: relative to the root with <c>/</c>, or full when it lies outside.</summary>
    public string RelativePath(string path)
    {
        var relative = Path.GetRelativePath(Root, Path.GetFullPath(path, Root));
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative)
            ? Path.GetFullPath(path, Root)
            : relative.Replace(Path.DirectorySeparatorChar, '/');
    }
}
