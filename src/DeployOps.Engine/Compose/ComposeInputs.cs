using DeployOps.Engine.Compose.Configuration;
using DeployOps.Engine.Compose.DockerCli;
using DeployOps.Engine.Compose.Model;
using DeployOps.Engine.Compose.Model.Loading;
using DeployOps.Engine.EnvFiles;
using DeployOps.Engine.Files;
using DeployOps.Engine.Project;
using DeployOps.Engine.Redaction;

namespace DeployOps.Engine.Compose;

/// <summary>
/// What compose is given for a project: its compose files, its environment files as <c>--env-file</c>, its profiles and the release
/// tag. The embedded reading and the docker command are given the same.
/// </summary>
public sealed class ComposeInputs
{
    private readonly DeployProject _project;
    private readonly Func<string, string?> _environment;
    private readonly string? _tag;

    private ComposeInputs(DeployProject project, Func<string, string?> environment, string? tag, EnvFileSet envFiles, IReadOnlyList<string> missing)
    {
        _project = project;
        _environment = environment;
        _tag = tag;
        EnvFiles = envFiles;
        MissingEnvFiles = missing;
        Files = [.. project.Compose.Files.Select(project.FullPath)];
    }

    /// <summary>The compose files' full paths.</summary>
    public IReadOnlyList<string> Files { get; }

    /// <summary>The environment files that are there.</summary>
    public EnvFileSet EnvFiles { get; }

    /// <summary>The environment files that are not, as full paths.</summary>
    public IReadOnlyList<string> MissingEnvFiles { get; }

    /// <summary>Collects them.</summary>
    /// <param name="project">The project.</param>
    /// <param name="environment">The process environment.</param>
    /// <param name="tag">The release tag, when there is one.</param>
    /// <exception cref="DeployOpsException">An environment file is there and cannot be read.</exception>
    public static ComposeInputs Of(DeployProject project, Func<string, string?> environment, string? tag)
    {
        ArgumentNullException.ThrowIfNull(project);
        foreach (var file in project.Compose.Files)
        {
            // Asked before docker is: it would wait for a pipe, and read a device until memory ends.
            RegularFile.Demand(project.FullPath(file));
        }

        var paths = project.Env.Files.Select(file => project.FullPath(file.Path)).ToList();
        if (paths.Count == 0 && project.Compose.Files.Count > 0)
        {
            // Without --env-file compose takes the .env beside the first compose file.
            paths.AddRange(new[] { Path.Combine(Path.GetDirectoryName(project.FullPath(project.Compose.Files[0]))!, ".env") }.Where(File.Exists));
        }

        var missing = paths.Where(path => !File.Exists(path)).ToList();
        return new ComposeInputs(project, environment, tag, EnvFileSet.Load([.. paths.Except(missing)], environment), missing);
    }

    /// <summary>The value of a variable as compose sees it: the release tag, the process environment, the environment files.</summary>
    public string? Lookup(string name) => _tag is not null && name == _project.Tag.Variable ? _tag : EnvFiles.Lookup(name);

    /// <summary>Reads the compose files without docker.</summary>
    /// <exception cref="DeployOpsException">They cannot be read as one project.</exception>
    public ComposeModel ReadModel() => ComposeModel.Read(new ComposeReadRequest { Files = Files, Lookup = Lookup, Profiles = _project.Compose.Profiles });

    /// <summary>What <c>docker compose config</c> is to be asked.</summary>
    public ComposeConfigRequest ConfigRequest(bool wantsOutput) => new()
    {
        Folder = _project.Root,
        Files = Files,
        EnvFiles = [.. EnvFiles.Files.Select(file => file.Path)],
        Profiles = _project.Compose.Profiles,
        Environment = _tag is null ? new Dictionary<string, string?>() : new Dictionary<string, string?> { [_project.Tag.Variable] = _tag },
        WantsOutput = wantsOutput,
    };

    /// <summary>
    /// The secrets of the environment files, and what the process environment sets in their place: those that are called so, those
    /// that the compose files or the settings treat so, and URLs with credentials. An address without any is none: every log names it.
    /// </summary>
    /// <param name="model">The compose files, when they could be read.</param>
    public IEnumerable<Secret> Secrets(ComposeModel? model)
    {
        HashSet<string> treated = [.. model is null ? Enumerable.Empty<string>() : SecretVariables.Of(model), .. SettingVariables.Of(_project)];
        foreach (var (key, value) in EnvFiles.Files.SelectMany(file => file.File.Entries).Select(entry => (entry.Key, entry.Value)).Concat(treated.Select(name => (name, _environment(name)))))
        {
            foreach (var text in new[] { value, _environment(key) })
            {
                if (text is { Length: > 0 and <= Redactor.LongestSecret }
                    && (SecretKeyNames.IsSecret(key) || treated.Contains(key) || UrlSecret.AllFrom(text).Urls.Count > 0))
                {
                    yield return new Secret(key, text);
                }

                foreach (var secret in text is { Length: > 0 and <= Redactor.LongestSecret } ? ProjectSecrets.SecretsOf(key, text) : [])
                {
                    yield return secret;
                }
            }
        }
    }
}
