using System.Text.Json.Nodes;
using DeployOps.Engine.Compose.Model;
using DeployOps.Engine.Compose.Model.Services;
using DeployOps.Engine.Compose.Model.Yaml;

namespace DeployOps.Integration.Tests.Compose;

/// <summary>Brings what compose prints and what the model reads into the same lines of text.</summary>
internal static class ComposeProjection
{
    private static readonly string[] Plain = ["image", "restart", "container_name", "network_mode", "pid", "ipc", "hostname", "user", "working_dir", "pull_policy"];
    private static readonly string[] Lists = ["cap_add", "cap_drop", "security_opt", "dns", "expose"];

    public static IReadOnlyList<string> Of(JsonObject config, ComposeModel model)
    {
        var lines = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (name, node) in config["services"]?.AsObject() ?? [])
        {
            var service = node!.AsObject();
            void Say(string what, string? value) => lines.Add(Unescape($"{name}.{what}={value}"));

            Say("exists", "");
            foreach (var key in Plain.Where(key => service[key] is not null))
            {
                Say(key, service[key]!.ToString());
            }

            foreach (var key in Lists.Where(service.ContainsKey))
            {
                Say(key, string.Join(",", (service[key] as JsonArray ?? []).Select(item => item!.ToString())));
            }

            if (service["privileged"]?.ToString() == "true")
            {
                Say("privileged", "true");
            }

            var given = model.Service(name)?.Environment.Select(variable => variable.Name).ToHashSet() ?? [];
            var hasFiles = model.Service(name)?.EnvFiles.Count > 0;
            foreach (var (key, value) in service["environment"] as JsonObject ?? [])
            {
                if (value is not null && (!hasFiles || given.Contains(key)))
                {
                    Say($"environment.{key}", value.ToString());
                }
            }

            foreach (var (key, value) in service["labels"] as JsonObject ?? [])
            {
                Say($"labels.{key}", value?.ToString());
            }

            foreach (var port in service["ports"] as JsonArray ?? [])
            {
                Say("port", $"{port!["host_ip"]}|{port["published"]}|{port["target"]}|{port["protocol"] ?? "tcp"}");
            }

            foreach (var mount in service["volumes"] as JsonArray ?? [])
            {
                Say("mount", $"{mount!["type"]}|{mount["source"]}|{mount["target"]}|{mount["read_only"]?.ToString() ?? "false"}");
            }

            foreach (var (other, condition) in service["depends_on"] as JsonObject ?? [])
            {
                Say($"depends.{other}", $"{condition!["condition"]}|{condition["required"]}");
            }

            foreach (var (network, _) in service["networks"] as JsonObject ?? [])
            {
                Say("network", network);
            }

            if (service["healthcheck"] is JsonObject health)
            {
                Say("health", string.Join("|", (health["test"] as JsonArray ?? []).Select(item => item!.ToString())) + $"|{health["retries"]}|{health["disable"]}");
            }

            if (service["logging"] is JsonObject logging)
            {
                Say("logging", $"{logging["driver"]}|" + string.Join(",", (logging["options"] as JsonObject ?? []).Select(pair => $"{pair.Key}:{pair.Value}").Order(StringComparer.Ordinal)));
            }

            if (service["build"] is JsonObject build)
            {
                Say("build", $"{build["context"]}|{build["dockerfile"]}|" + string.Join(",", (build["args"] as JsonObject ?? []).Where(pair => pair.Value is not null).Select(pair => $"{pair.Key}:{pair.Value}").Order(StringComparer.Ordinal)));
            }

            if (service["command"] is JsonArray command && model.Service(name)?.Node["command"] is ComposeSequence)
            {
                Say("command", string.Join("|", command.Select(item => item!.ToString())));
            }
        }

        return [.. lines];
    }

    public static IReadOnlyList<string> Of(ComposeModel model)
    {
        var lines = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var service in model.ActiveServices)
        {
            void Say(string what, string? value) => lines.Add($"{service.Name}.{what}={value}");

            Say("exists", "");
            foreach (var key in Plain.Where(key => service.Node.Scalar(key) is not null))
            {
                Say(key, service.Node.Scalar(key)!.Text);
            }

            foreach (var key in Lists.Where(key => service.Node[key] is ComposeSequence or ComposeScalar { IsNull: false }))
            {
                Say(key, string.Join(",", Texts(service.Node[key]).Select(item => item.Text)));
            }

            if (service.Privileged is not null)
            {
                Say("privileged", "true");
            }

            foreach (var variable in service.Environment)
            {
                if ((variable.Value?.Text ?? variable.InheritedText) is { } value)
                {
                    Say($"environment.{variable.Name}", value);
                }
            }

            foreach (var label in service.Labels)
            {
                Say($"labels.{label.Name}", label.Value?.Text ?? "");
            }

            foreach (var port in service.Ports)
            {
                Say("port", $"{port.HostAddress}|{port.Published}|{port.Target}|{port.Protocol}");
            }

            foreach (var mount in service.Mounts)
            {
                var kind = mount.Kind switch { ComposeMountKind.Bind => "bind", ComposeMountKind.Memory => "tmpfs", ComposeMountKind.Volume => "volume", _ => "other" };
                Say("mount", $"{kind}|{mount.FullPath ?? mount.From}|{mount.Target}|{(mount.IsReadOnly ? "true" : "false")}");
            }

            foreach (var dependency in service.Dependencies.Reverse())
            {
                if (dependency.Property == "depends_on" || !service.Dependencies.Any(other => other.Property == "depends_on" && other.Service == dependency.Service))
                {
                    Say($"depends.{dependency.Service}", $"{dependency.Condition}|{(dependency.IsRequired ? "true" : "false")}");
                }
            }

            foreach (var network in service.Networks.Count > 0 || service.Node.Has("networks", out _) || service.NetworkMode is not null ? service.Networks.Select(network => network.Name) : ["default"])
            {
                Say("network", network);
            }

            if (service.Healthcheck is { } health)
            {
                var test = health.IsShellText ? ["CMD-SHELL", .. health.Test.Select(item => item.Text)] : health.Test.Select(item => item.Text);
                Say("health", string.Join("|", test) + $"|{health.Node.Scalar("retries")?.Text}|{(health.Node.Scalar("disable")?.Text == "true" ? "true" : "")}");
            }

            if (service.Logging is { } logging)
            {
                Say("logging", $"{logging.Driver}|" + string.Join(",", (logging.Options?.Entries ?? []).Select(entry => $"{entry.Key}:{((ComposeScalar)entry.Value).Text}").Order(StringComparer.Ordinal)));
            }

            if (service.Build is { } build)
            {
                var context = DeployOps.Engine.Compose.Model.Loading.ComposePaths.Full(build.Context?.Text ?? ".", build.Context?.Source.File ?? build.Source.File);
                var args = build.Arguments.Select(argument => (argument.Name, Value: argument.Value?.Text ?? argument.InheritedText)).Where(argument => argument.Value is not null);
                Say("build", $"{context}|{(build.IsInline ? "" : build.Dockerfile?.Text ?? "Dockerfile")}|" + string.Join(",", args.Select(pair => $"{pair.Name}:{pair.Value}").Order(StringComparer.Ordinal)));
            }

            if (service.Node["command"] is ComposeSequence command)
            {
                Say("command", string.Join("|", Texts(command).Select(item => item.Text)));
            }
        }

        return [.. lines];
    }

    private static IEnumerable<ComposeScalar> Texts(ComposeNode? node) => node switch
    {
        ComposeScalar scalar => [scalar],
        ComposeSequence sequence => sequence.Items.OfType<ComposeScalar>(),
        _ => [],
    };

    /// <summary>The rendered model writes every dollar twice.</summary>
    private static string Unescape(string value) => value.Replace("$$", "$", StringComparison.Ordinal);
}
