using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Checks.Env;

/// <summary>What <see cref="TestEnvFile"/> is asked to look at.</summary>
public sealed record TestEnvFileOptions
{
    /// <summary>The environment files, in the order compose reads them; the project's own when empty.</summary>
    public IReadOnlyList<string> Paths { get; init; } = [];

    /// <summary>The sample of all of them; <see langword="null"/> for the project's, or the conventional one beside each file.</summary>
    public string? Sample { get; init; }

    /// <summary>The rule pack; <see langword="null"/> for the project's, which is production unless it says otherwise.</summary>
    public EnvPack? Pack { get; init; }

    /// <summary>The project that the files belong to; <see langword="null"/> for files outside of one.</summary>
    public DeployProject? Project { get; init; }

    /// <summary>The process environment; replaced in tests.</summary>
    public Func<string, string?> ProcessEnvironment { get; init; } = Environment.GetEnvironmentVariable;
}

/// <summary>Makes the project that the checks of environment files run over, also for files outside of one. The gate over it is <c>Preflight.EnvFileGate</c>.</summary>
public static class TestEnvFile
{
    /// <summary>The project, with the named files in the place of its own.</summary>
    /// <exception cref="ArgumentException">Neither a file nor a project is named.</exception>
    internal static DeployProject ProjectOf(TestEnvFileOptions options)
    {
        if (options.Paths.Count == 0 && options.Project is null)
        {
            throw new ArgumentException("Neither an environment file nor a project is named.", nameof(options));
        }

        var paths = options.Paths.Select(Path.GetFullPath).ToList();
        var project = options.Project ?? Outside(Path.GetDirectoryName(paths[0]) ?? paths[0]);
        var files = paths.Count == 0 ? project.Env.Files : [.. paths.Select(path => SettingsOf(path, project))];
        if (options.Sample is { } sample)
        {
            var full = Path.GetFullPath(sample);
            files = [.. files.Select(file => file with { Sample = full })];
        }

        var leftOut = project.Env.Files.Where(own => paths.Count > 0 && !paths.Contains(project.FullPath(own.Path), StringComparer.Ordinal)).ToList();
        return project with { Env = project.Env with { Files = files, LeftOut = leftOut, Pack = options.Pack ?? project.Env.Pack } };
    }

    // A file that the project knows keeps what the project says about it.
    private static EnvFileSettings SettingsOf(string path, DeployProject project) =>
        project.Env.Files.FirstOrDefault(file => string.Equals(project.FullPath(file.Path), path, StringComparison.Ordinal)) ?? new EnvFileSettings { Path = path };

    private static DeployProject Outside(string folder) => new() { Root = folder, Name = Path.GetFileName(folder) is { Length: > 0 } name ? name : "root" };
}
