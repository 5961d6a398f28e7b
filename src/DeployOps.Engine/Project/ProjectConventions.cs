using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Project;

/// <summary>The file names that are looked for where <c>deployops.yml</c> says nothing.</summary>
public static class ProjectConventions
{
    /// <summary>The names of the configuration file.</summary>
    public static IReadOnlyList<string> ConfigurationFiles { get; } = ["deployops.yml", "deployops.yaml"];

    /// <summary>Compose files, the most production-like first; the first that exists is taken.</summary>
    public static IReadOnlyList<string> ComposeFiles { get; } =
    [
        "docker-compose.prod.yml", "docker-compose.prod.yaml", "compose.prod.yml", "compose.prod.yaml",
        "docker-compose.production.yml", "compose.production.yml",
        "compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml",
    ];

    private static readonly string[] EnvFiles = [".env.prod", ".env.production", ".env"];
    private static readonly string[] Samples = [".env.sample", ".env.example", "env.example", ".env.template", "env.sample"];
    private static readonly string[] ReleaseLogs = ["ops/release.log", "release.log"];
    private static readonly string[] Templates = ["release.log.template", "ops/release.log.template"];

    /// <summary>Fills in what the settings leave open.</summary>
    public static DeployProject Complete(DeployProject project)
    {
        bool Exists(string path) => File.Exists(project.FullPath(path));
        var compose = project.Compose.Files.Count > 0
            ? project.Compose
            : project.Compose with { Files = [.. ComposeFiles.Where(Exists).Take(1)] };
        var env = project.Env.Files.Count > 0 ? project.Env : project.Env with { Files = FindEnvFile(Exists) };
        var log = project.ReleaseLog;
        if (project.ConfigurationFile is null || log == new ReleaseLogSettings())
        {
            log = log with
            {
                Path = ReleaseLogs.FirstOrDefault(path => Exists(path) || Exists($"{path}.template")) ?? log.Path,
                Template = Templates.FirstOrDefault(Exists),
            };
        }

        return project with { Compose = compose, Env = env, ReleaseLog = log };
    }

    /// <summary>The sample that belongs to an environment file: the first conventional name in the same folder.</summary>
    /// <param name="envFile">The environment file's full path.</param>
    /// <returns>The sample's full path, or <see langword="null"/>.</returns>
    public static string? SampleBeside(string envFile)
    {
        var folder = Path.GetDirectoryName(envFile) ?? "";
        return new[] { envFile + ".sample", envFile + ".example" }
            .Concat(Samples.Select(name => Path.Combine(folder, name)))
            .FirstOrDefault(File.Exists);
    }

    private static EnvFileSettings[] FindEnvFile(Func<string, bool> exists)
    {
        var sample = Array.Find(Samples, name => exists(name));

        // Without any file the first name is what is missing: a gate without an env file must fail and say so.
        return [new EnvFileSettings { Path = Array.Find(EnvFiles, name => exists(name)) ?? EnvFiles[0], Sample = sample }];
    }
}
