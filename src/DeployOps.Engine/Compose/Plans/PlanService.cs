using System.Text.Json.Nodes;

namespace DeployOps.Engine.Compose.Plans;

/// <summary>A service of a plan, as far as a release has to know it. Nothing of it is a secret.</summary>
public sealed class PlanService
{
    private static readonly string[] ModeKeys = ["network_mode", "pid", "ipc"];

    internal PlanService(string name, JsonObject node, string project)
    {
        Name = name;
        Image = PlanNode.Text(node["image"]) is { Length: > 0 } image ? image : $"{project}-{name}";
        IsBuilt = node["build"] is not null;
        ContainerName = PlanNode.Text(node["container_name"]);
        NetworkMode = PlanNode.Text(node["network_mode"]);
        Containers = PlanNode.Number(node["scale"]) ?? PlanNode.Number((node["deploy"] as JsonObject)?["replicas"]) ?? 1;
        Dependencies = [.. PlanNode.Keys(node["depends_on"]).Order(StringComparer.Ordinal)];
        AwaitedToEnd =
        [
            .. (node["depends_on"] as JsonObject ?? [])
                .Where(dependency => PlanNode.Text((dependency.Value as JsonObject)?["condition"]) == "service_completed_successfully")
                .Select(dependency => dependency.Key).Order(StringComparer.Ordinal),
        ];
        OptionalDependencies = [.. PlanDependencies.Optional(node).Order(StringComparer.Ordinal)];
        Networks = [.. PlanNode.Keys(node["networks"]).Order(StringComparer.Ordinal)];
        Ports = [.. PlanNode.Objects(node["ports"]).Select(PlanPort.Read)];
        Mounts = PlanMount.Of(node);
        Binds = [.. Mounts.Where(mount => mount.Kind == "bind").Select(mount => mount.Source)];
        VolumeKeys = [.. Mounts.Where(mount => mount.Kind == "volume" && mount.Source.Length > 0).Select(mount => mount.Source)];
        FixedAddresses =
        [
            .. (node["networks"] as JsonObject ?? []).Select(network => network.Value).OfType<JsonObject>()
                .SelectMany(membership => new[] { PlanNode.Text(membership["ipv4_address"]), PlanNode.Text(membership["ipv6_address"]) })
                .Where(address => address.Length > 0),
        ];
        SharedWith = [.. SharedNamespaces(node)];
        OutsideContainers = [.. Outside(node)];
    }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>Its image as <c>repository:tag</c>; what compose calls the image of a service that only has a build.</summary>
    public string Image { get; }

    /// <summary>Whether its image is built here.</summary>
    public bool IsBuilt { get; }

    /// <summary>The fixed name of its container; empty without one.</summary>
    public string ContainerName { get; }

    /// <summary>Its <c>network_mode</c>, such as <c>host</c>; empty without one.</summary>
    public string NetworkMode { get; }

    /// <summary>How many containers it has.</summary>
    public int Containers { get; }

    /// <summary>The services it depends on.</summary>
    public IReadOnlyList<string> Dependencies { get; }

    /// <summary>Those of them that have to end with success before it starts.</summary>
    public IReadOnlyList<string> AwaitedToEnd { get; }

    /// <summary>Those of them that it does without when they are not there (<c>required: false</c>).</summary>
    public IReadOnlyList<string> OptionalDependencies { get; }

    /// <summary>The keys of the networks it is in.</summary>
    public IReadOnlyList<string> Networks { get; }

    /// <summary>Whether it has an address of its own in a network, which only one container can have.</summary>
    public bool HasFixedAddress => FixedAddresses.Count > 0;

    /// <summary>Those addresses.</summary>
    public IReadOnlyList<string> FixedAddresses { get; }

    /// <summary>Its published ports.</summary>
    public IReadOnlyList<PlanPort> Ports { get; }

    /// <summary>Everything that is mounted.</summary>
    public IReadOnlyList<PlanMount> Mounts { get; }

    /// <summary>The folders and files of the host that it is given.</summary>
    public IReadOnlyList<string> Binds { get; }

    /// <summary>The keys of the named volumes that it is given.</summary>
    public IReadOnlyList<string> VolumeKeys { get; }

    /// <summary>The services whose network, processes or volumes it shares, so that it cannot outlive their containers.</summary>
    public IReadOnlyList<string> SharedWith { get; }

    /// <summary>What it names of containers that are not of this stack, such as <c>network_mode: container:x</c>.</summary>
    public IReadOnlyList<string> OutsideContainers { get; }

    /// <summary>Its name.</summary>
    public override string ToString() => Name;

    private static IEnumerable<string> Modes(JsonObject node) => ModeKeys.Select(key => PlanNode.Text(node[key]));

    private static IEnumerable<string> SharedNamespaces(JsonObject node) =>
        Modes(node).Where(mode => mode.StartsWith("service:", StringComparison.Ordinal)).Select(mode => mode["service:".Length..])
            .Concat(PlanNode.Texts(node["volumes_from"]).Where(from => !from.StartsWith("container:", StringComparison.Ordinal)).Select(from => from.Split(':')[0]))
            .Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Outside(JsonObject node) =>
        ModeKeys.Where(key => PlanNode.Text(node[key]).StartsWith("container:", StringComparison.Ordinal))
            .Concat(PlanNode.Texts(node["volumes_from"]).Any(from => from.StartsWith("container:", StringComparison.Ordinal)) ? ["volumes_from"] : [])
            .Concat(node["external_links"] is JsonArray { Count: > 0 } ? ["external_links"] : []);
}
