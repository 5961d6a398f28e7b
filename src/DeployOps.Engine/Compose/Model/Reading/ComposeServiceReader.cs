using DeployOps.Engine.Compose.Model.Loading;
using DeployOps.Engine.Compose.Model.Services;
using DeployOps.Engine.Compose.Model.Yaml;

namespace DeployOps.Engine.Compose.Model.Reading;

/// <summary>Reads a service from its mapping, short and long forms alike. What has another shape than the specification asks is left out.</summary>
internal static class ComposeServiceReader
{
    private const string Reference = "service:";

    public static ComposeService? Read(ComposeEntry entry, IReadOnlyList<string> activeProfiles)
    {
        if (entry.Value is not ComposeMapping node)
        {
            return null;
        }

        var profiles = ComposeLists.Texts(node["profiles"]).Select(profile => profile.Text).ToList();
        var limits = node.Mapping("deploy")?.Mapping("resources")?.Mapping("limits");
        return new ComposeService
        {
            Name = entry.Key,
            Source = entry.KeySource,
            Node = node,
            Profiles = profiles,
            IsActive = profiles.Count == 0 || profiles.Exists(profile => activeProfiles.Contains("*") || activeProfiles.Contains(profile)),
            Image = node.Scalar("image"),
            Build = Build(node),
            ContainerName = node.Scalar("container_name"),
            Restart = node.Scalar("restart"),
            Healthcheck = Healthcheck(node),
            EnvFiles = [.. EnvFiles(node["env_file"])],
            Environment = ComposeLists.Variables(node["environment"]),
            Labels = ComposeLists.Variables(node["labels"]),
            Ports = ComposePortReader.Read(node["ports"]),
            Mounts = ComposeMountReader.Read(node["volumes"]),
            Dependencies = [.. Dependencies(node)],
            Networks = ComposeLists.Names(node["networks"]),
            Secrets = [.. Mounted(node["secrets"]), .. Mounted(node.Mapping("build")?["secrets"])],
            Configs = [.. Mounted(node["configs"])],
            CommandLine = [.. ComposeLists.Texts(node["entrypoint"]), .. ComposeLists.Texts(node["command"])],
            AddedCapabilities = ComposeLists.Texts(node["cap_add"]),
            SecurityOptions = ComposeLists.Texts(node["security_opt"]),
            MemoryLimit = Positive(node.Scalar("mem_limit")) ?? Positive(limits?.Scalar("memory")),
            ProcessorLimit = Positive(node.Scalar("cpus")) ?? Positive(node.Scalar("cpu_quota")) ?? Positive(limits?.Scalar("cpus")),
            Logging = node.Mapping("logging") is { } logging
                ? new ComposeLogging(logging.Scalar("driver")?.Text, logging.Mapping("options"), node.Entry("logging")!.KeySource)
                : null,
            Replicas = node.Scalar("scale") ?? node.Mapping("deploy")?.Scalar("replicas"),
        };
    }

    /// <summary>A limit of 0 is none.</summary>
    private static ComposeScalar? Positive(ComposeScalar? limit) => limit is null || limit.Text.Trim('0', '.') is "" or "-1" ? null : limit;

    private static ComposeBuild? Build(ComposeMapping node) => node["build"] switch
    {
        ComposeScalar { IsNull: false } context => new ComposeBuild(context, null, IsInline: false, [], node.Entry("build")!.KeySource),
        ComposeMapping build => new ComposeBuild(
            build.Scalar("context"), build.Scalar("dockerfile"), build.Scalar("dockerfile_inline") is not null,
            ComposeLists.Variables(build["args"]), node.Entry("build")!.KeySource),
        _ => null,
    };

    private static ComposeHealthcheck? Healthcheck(ComposeMapping node) => node["healthcheck"] is ComposeMapping healthcheck
        ? new ComposeHealthcheck(ComposeLists.Texts(healthcheck["test"]), healthcheck, node.Entry("healthcheck")!.KeySource)
        : null;

    private static IEnumerable<ComposeEnvFile> EnvFiles(ComposeNode? node)
    {
        foreach (var item in node is ComposeSequence sequence ? sequence.Items : node is null ? [] : [node])
        {
            var (path, required) = item switch
            {
                ComposeScalar { IsNull: false } scalar => (scalar, true),
                ComposeMapping mapping => (mapping.Scalar("path"), mapping.Scalar("required")?.Text != "false"),
                _ => (null, false),
            };
            if (path is not null)
            {
                yield return new ComposeEnvFile(path.Text, ComposePaths.Full(path), required, path.Source);
            }
        }
    }

    /// <summary>What a service waits for: <c>depends_on</c>, and what compose takes for it (links, shared namespaces, mounts of others).</summary>
    private static IEnumerable<ComposeDependency> Dependencies(ComposeMapping node)
    {
        foreach (var entry in ComposeLists.Named(node["depends_on"]))
        {
            var conditions = entry.Value as ComposeMapping;
            yield return new ComposeDependency(
                entry.Key, conditions?.Scalar("condition")?.Text ?? "service_started", conditions?.Scalar("required")?.Text != "false", entry.KeySource);
        }

        foreach (var link in ComposeLists.Texts(node["links"]))
        {
            yield return new ComposeDependency(link.Text.Split(':')[0], "service_started", IsRequired: true, link.Source) { Property = "links" };
        }

        foreach (var property in new[] { "network_mode", "ipc", "pid", "uts", "cgroup" })
        {
            if (node.Scalar(property) is { } shared && shared.Text.StartsWith(Reference, StringComparison.Ordinal))
            {
                yield return new ComposeDependency(shared.Text[Reference.Length..], "service_started", IsRequired: true, shared.Source) { Property = property };
            }
        }

        foreach (var from in ComposeLists.Texts(node["volumes_from"]).Where(from => !from.Text.StartsWith("container:", StringComparison.Ordinal)))
        {
            yield return new ComposeDependency(from.Text.Split(':')[0], "service_started", IsRequired: true, from.Source) { Property = "volumes_from" };
        }
    }

    private static IEnumerable<ComposeReference> Mounted(ComposeNode? node)
    {
        foreach (var item in (node as ComposeSequence)?.Items ?? [])
        {
            if ((item as ComposeScalar ?? (item as ComposeMapping)?.Scalar("source")) is { } name)
            {
                yield return new ComposeReference(name.Text, name.Source);
            }
        }
    }
}
