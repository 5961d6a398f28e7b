using System.Text.Json.Nodes;

namespace DeployOps.Engine.Compose.Plans;

/// <summary>Makes copies of a service that can neither reach nor change anything outside of themselves.</summary>
public static class PlanIsolation
{
    private const string Network = "alone";

    // What shares something with other containers, shows the service to others, or sends something away.
    private static readonly string[] Doors =
    [
        "ports", "network_mode", "links", "external_links", "volumes_from", "pid", "ipc", "uts", "cgroup_parent", "mac_address", "dns", "logging", "develop", "scale",
        "container_name", "hostname", "domainname", "depends_on", "build", "profiles", "labels", "label_file", "annotations",
    ];

    // Where images look for settings and for what is run at the first start; everything else that can be written holds data.
    private static readonly string[] Settings = ["/etc/", "/docker-entrypoint-initdb.d", "/usr/", "/opt/", "/conf", "/config", "/run/secrets"];

    /// <summary>
    /// One service alone, as another compose project: on empty volumes, in a network that leads nowhere, with no published port, never restarted
    /// and never built or pulled. Its settings, its environment and its limits of memory and processors stay.
    /// </summary>
    /// <param name="plan">The plan.</param>
    /// <param name="service">The service.</param>
    /// <param name="name">The compose project's name of the copy.</param>
    /// <param name="image">The image, by its identifier or as <c>repository:tag</c>.</param>
    /// <param name="isFolder">Whether a path of the host is a folder, a file (<see langword="false"/>), or nothing (<see langword="null"/>).</param>
    public static ComposePlan Alone(this ComposePlan plan, string service, string name, string image, Func<string, bool?> isFolder) =>
        plan.Only([service]).Renamed(name).WithFreshVolumes().WithEach((_, node) =>
        {
            foreach (var door in Doors)
            {
                node.Remove(door);
            }

            node["image"] = image;
            node["pull_policy"] = "never";
            node["restart"] = "no";
            node["healthcheck"] = new JsonObject { ["disable"] = true };
            node["networks"] = new JsonObject { [Network] = null };
            RestrictDeploy(node);
            RestrictMounts(node, isFolder);
        }).With(root => root["networks"] = new JsonObject { [Network] = new JsonObject { ["name"] = $"{name}_{Network}", ["internal"] = true } });

    /// <summary>A stack of one container of an image, in a network that leads nowhere.</summary>
    /// <param name="name">The compose project's name.</param>
    /// <param name="service">What the service is called.</param>
    /// <param name="image">The image.</param>
    /// <param name="environment">Its variables.</param>
    /// <param name="entrypoint">What is run instead of the image's own; <see langword="null"/> for that.</param>
    /// <param name="labels">Its labels.</param>
    internal static ComposePlan OfImage(
        string name, string service, string image, IReadOnlyDictionary<string, string> environment, IReadOnlyList<string>? entrypoint, IReadOnlyDictionary<string, string> labels)
    {
        var node = new JsonObject
        {
            ["image"] = image,
            ["restart"] = "no",
            ["healthcheck"] = new JsonObject { ["disable"] = true },
            ["environment"] = Texts(environment),
            ["labels"] = Texts(labels),
            ["networks"] = new JsonObject { [Network] = null },
        };
        if (entrypoint is not null)
        {
            node["entrypoint"] = new JsonArray([.. entrypoint.Select(word => JsonValue.Create(Escaped(word)))]);
            node["command"] = new JsonArray();
        }

        var root = new JsonObject
        {
            ["name"] = name,
            ["services"] = new JsonObject { [service] = node },
            ["networks"] = new JsonObject { [Network] = new JsonObject { ["name"] = $"{name}_{Network}", ["internal"] = true } },
        };
        return ComposePlan.Parse(new Processes.CapturedText(root.ToJsonString()));
    }

    private static JsonObject Texts(IReadOnlyDictionary<string, string> values) =>
        new(values.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, JsonValue.Create(Escaped(pair.Value)))));

    // A dollar sign would begin a variable.
    private static string Escaped(string text) => text.Replace("$", "$$", StringComparison.Ordinal);

    private static void RestrictDeploy(JsonObject node)
    {
        if (node["deploy"] is JsonObject deploy)
        {
            foreach (var key in deploy.Select(entry => entry.Key).Where(key => key != "resources").ToList())
            {
                deploy.Remove(key);
            }

            // A device can be the live one's alone.
            ((deploy["resources"] as JsonObject)?["reservations"] as JsonObject)?.Remove("devices");
        }
    }

    private static void RestrictMounts(JsonObject node, Func<string, bool?> isFolder)
    {
        foreach (var mount in PlanNode.Objects(node["volumes"]))
        {
            (mount["volume"] as JsonObject)?.Remove("subpath");
            if (PlanNode.Text(mount["type"]) != "bind")
            {
                continue;
            }

            var isThere = isFolder(PlanNode.Text(mount["source"]));
            var target = PlanNode.Text(mount["target"]);
            var isSetting = PlanNode.Flag(mount["read_only"]) || isThere == false || Array.Exists(Settings, folder => target.StartsWith(folder, StringComparison.Ordinal));
            if (isThere is not null && isSetting)
            {
                mount["read_only"] = true;
                (mount["bind"] as JsonObject)?.Remove("create_host_path");
            }
            else
            {
                // The live data on a folder of the host: the copy gets an empty volume in its place.
                mount["type"] = "volume";
                mount.Remove("source");
                mount.Remove("bind");
                mount.Remove("read_only");
            }
        }
    }
}
