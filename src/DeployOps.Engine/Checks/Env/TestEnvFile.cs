using System.Runtime.CompilerServices;
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

    /// <summary>Hides secrets in every text of a finding.</summary>
    public Func<string, string> Redact { get; init; } = text => text;
}

/// <summary>Holds environment files to the checks of the family <see cref="CheckFamily.Env"/>, inside a project or outside of one. It changes nothing.</summary>
public static class TestEnvFile
{
    /// <summary>Runs the checks and yields their findings as they come.</summary>
    /// <exception cref="ArgumentException">Neither a file nor a project is named.</exception>
    /// <exception cref="ProjectConfigurationException">A rule of the project has the identifier of a built-in check.</exception>
    public static async IAsyncEnumerable<Finding> RunAsync(TestEnvFileOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var project = ProjectOf(options);
        var context = new CheckContext(project, cancellationToken) { ProcessEnvironment = options.ProcessEnvironment };
        var checks = EnvChecks.All.Concat(EnvChecks.OwnRules(project)).Where(check => !project.Checks.Disabled.ContainsKey(check.Descriptor.Id)).ToList();
        var run = new CheckRunOptions { Timeout = project.Checks.Timeout, Redact = options.Redact };
        await foreach (var (_, finding) in CheckRunner.RunAsync(checks, context, run, cancellationToken).ConfigureAwait(false))
        {
            if (finding is not null)
            {
                yield return project.Checks.Severities.TryGetValue(finding.Id, out var severity) ? finding with { Severity = severity } : finding;
            }
        }
    }

    /// <summary>The project, with the named files in the place of its own.</summary>
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

        return project with { Env = project.Env with { Files = files, Pack = options.Pack ?? project.Env.Pack } };
    }

    // A file that the project knows keeps what the project says about it.
    private static EnvFileSettings SettingsOf(string path, DeployProject project) =>
        project.Env.Files.FirstOrDefault(file => string.Equals(project.FullPath(file.Path), path, StringComparison.Ordinal)) ?? new EnvFileSettings { Path = path };

    private static DeployProject Outside(string folder) => new() { Root = folder, Name = Path.GetFileName(folder) is { Length: > 0 } name ? name : "root" };
}
