using DeployOps.Engine.Compose.Model.Loading;
using DeployOps.Engine.Compose.Model.Reading;
using DeployOps.Engine.Compose.Model.Services;
using DeployOps.Engine.Compose.Model.Yaml;

namespace DeployOps.Engine.Compose.Model;

/// <summary>
/// A project's compose files as one: merged, extended, included, with variables put in, every part with its file and line.
/// It is read without docker, and does what compose does as far as the compose specification and Docker Compose 2.26.1 say.
/// </summary>
public sealed class ComposeModel
{
    private readonly Dictionary<string, ComposeService> _byName;

    private ComposeModel(ComposeMapping root, ComposeLoader loader, IReadOnlyList<string> profiles)
    {
        Root = root;
        Files = loader.Files;
        VariableUses = loader.Values.Uses;
        Problems = loader.Values.Problems;
        Profiles = profiles;
        Name = root.Scalar("name");
        Services = [.. (root.Mapping("services")?.Entries ?? []).Select(entry => ComposeServiceReader.Read(entry, profiles)).OfType<ComposeService>()];
        _byName = Services.ToDictionary(service => service.Name, StringComparer.Ordinal);
        Networks = ResourcesOf("networks");
        Volumes = ResourcesOf("volumes");
        Secrets = ResourcesOf("secrets");
        Configs = ResourcesOf("configs");
    }

    /// <summary>The merged mapping.</summary>
    public ComposeMapping Root { get; }

    /// <summary>Every file that was read: named, included and extended.</summary>
    public IReadOnlyList<ComposeFile> Files { get; }

    /// <summary>The project's name as the files give it.</summary>
    public ComposeScalar? Name { get; }

    /// <summary>The profiles that are switched on.</summary>
    public IReadOnlyList<string> Profiles { get; }

    /// <summary>All services, those of profiles that are switched off included.</summary>
    public IReadOnlyList<ComposeService> Services { get; }

    /// <summary>The services that run.</summary>
    public IEnumerable<ComposeService> ActiveServices => Services.Where(service => service.IsActive);

    /// <summary>The networks, by name.</summary>
    public IReadOnlyDictionary<string, ComposeResource> Networks { get; }

    /// <summary>The volumes, by name.</summary>
    public IReadOnlyDictionary<string, ComposeResource> Volumes { get; }

    /// <summary>The secrets, by name.</summary>
    public IReadOnlyDictionary<string, ComposeResource> Secrets { get; }

    /// <summary>The configs, by name.</summary>
    public IReadOnlyDictionary<string, ComposeResource> Configs { get; }

    /// <summary>Every place that names a variable.</summary>
    public IReadOnlyList<ComposeVariableUse> VariableUses { get; }

    /// <summary>What compose would refuse and the reading passed over.</summary>
    public IReadOnlyList<ComposeProblem> Problems { get; }

    /// <summary>A service, or null.</summary>
    public ComposeService? Service(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Reads compose files.</summary>
    /// <exception cref="ComposeFormatException">They cannot be read as one project.</exception>
    /// <exception cref="DeployOpsException">An environment file of an included file cannot be read.</exception>
    public static ComposeModel Read(ComposeReadRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var loader = new ComposeLoader(request);
        var profiles = request.Profiles.Count > 0
            ? request.Profiles
            : (request.Lookup("COMPOSE_PROFILES") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return new ComposeModel(loader.Load(), loader, profiles);
    }

    private Dictionary<string, ComposeResource> ResourcesOf(string section) =>
        (Root.Mapping(section)?.Entries ?? []).ToDictionary(
            entry => entry.Key,
            entry => new ComposeResource(entry.Key, entry.Value as ComposeMapping, entry.KeySource),
            StringComparer.Ordinal);
}
