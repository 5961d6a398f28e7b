using System.Globalization;
using System.Text.Json;
using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Compose.Stacks;

/// <summary>Reads what <c>docker container inspect</c> writes. Source: Docker Engine API 1.45, ContainerInspect.</summary>
internal static class ContainerReader
{
    public static IReadOnlyList<StackContainer> Read(CapturedText inspected)
    {
        using var document = JsonDocument.Parse(inspected.Reveal());
        return
        [
            .. document.RootElement.EnumerateArray().Select(Read)
                .OrderBy(container => container.Service, StringComparer.Ordinal).ThenBy(container => container.Number),
        ];
    }

    private static StackContainer Read(JsonElement container)
    {
        var state = Part(container, "State");
        var health = Part(state, "Health");
        var configuration = Part(container, "Config");
        var labels = Part(configuration, "Labels");
        var host = Part(container, "HostConfig");
        return new StackContainer
        {
            Id = Text(container, "Id"),
            Name = Text(container, "Name").TrimStart('/'),
            Project = Text(labels, "com.docker.compose.project"),
            Service = Text(labels, "com.docker.compose.service"),
            ProjectFolder = Text(labels, "com.docker.compose.project.working_dir"),
            Number = int.TryParse(Text(labels, "com.docker.compose.container-number"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 1,
            IsOneOff = Text(labels, "com.docker.compose.oneoff").Equals("True", StringComparison.OrdinalIgnoreCase),
            IsOwnRun = Text(labels, StackContainer.OwnRunLabel).Length > 0,
            ImageId = Text(container, "Image"),
            ImageReference = Text(configuration, "Image"),
            ConfigurationHash = Text(labels, "com.docker.compose.config-hash"),
            Replaces = Text(labels, "com.docker.compose.replace"),
            State = Enum.TryParse<ContainerState>(Text(state, "Status"), ignoreCase: true, out var status) ? status : ContainerState.Unknown,
            Health = Enum.TryParse<ContainerHealth>(Text(health, "Status"), ignoreCase: true, out var verdict) ? verdict : ContainerHealth.None,
            FailingStreak = (int)Number(health, "FailingStreak"),
            LastProbe = new CapturedText(LastProbe(health)),
            ExitCode = (int)Number(state, "ExitCode"),
            RestartCount = (int)Number(container, "RestartCount"),
            IsOutOfMemory = Part(state, "OOMKilled").ValueKind == JsonValueKind.True,
            StartError = new CapturedText(Text(state, "Error")),
            RestartPolicy = Text(Part(host, "RestartPolicy"), "Name") is { Length: > 0 } policy ? policy : "no",
            Created = Time(container, "Created"),
            Started = Time(state, "StartedAt"),
            Finished = Time(state, "FinishedAt"),
            Networks = Networks(Part(Part(container, "NetworkSettings"), "Networks")),
            Ports = Ports(Part(Part(container, "NetworkSettings"), "Ports")),
            Mounts = Mounts(Part(container, "Mounts")),
            LogPath = Text(container, "LogPath"),
            MemoryLimit = Number(host, "Memory"),
        };
    }

    private static string LastProbe(JsonElement health) =>
        Part(health, "Log") is { ValueKind: JsonValueKind.Array } log && log.GetArrayLength() > 0 ? Text(log[log.GetArrayLength() - 1], "Output") : "";

    private static IReadOnlyList<ContainerNetwork> Networks(JsonElement networks) => networks.ValueKind != JsonValueKind.Object
        ? []
        : [.. networks.EnumerateObject().Select(network => new ContainerNetwork(network.Name, Text(network.Value, "IPAddress"), Texts(Part(network.Value, "Aliases"))))];

    private static IReadOnlyList<ContainerMount> Mounts(JsonElement mounts) => mounts.ValueKind != JsonValueKind.Array
        ? []
        : [.. mounts.EnumerateArray().Select(mount => new ContainerMount(
            Text(mount, "Type"), Text(mount, Text(mount, "Type") == "volume" ? "Name" : "Source"), Text(mount, "Destination"), Part(mount, "RW").ValueKind == JsonValueKind.True))];

    private static IReadOnlyList<PublishedPort> Ports(JsonElement ports) => ports.ValueKind != JsonValueKind.Object
        ? []
        : [.. ports.EnumerateObject().SelectMany(port => Bindings(port.Name, port.Value))];

    private static IEnumerable<PublishedPort> Bindings(string port, JsonElement bindings)
    {
        var (inside, protocol) = port.Split('/') is [var number, var name] ? (number, name) : (port, "tcp");
        foreach (var binding in bindings.ValueKind == JsonValueKind.Array ? bindings.EnumerateArray().ToList() : [])
        {
            if (int.TryParse(Text(binding, "HostPort"), NumberStyles.None, CultureInfo.InvariantCulture, out var outside)
                && int.TryParse(inside, NumberStyles.None, CultureInfo.InvariantCulture, out var within))
            {
                yield return new PublishedPort(Text(binding, "HostIp"), outside, within, protocol);
            }
        }
    }

    private static IReadOnlyList<string> Texts(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray().Select(item => item.GetString() ?? "")] : [];

    // A time that never was is the first of January of year 1.
    private static DateTimeOffset? Time(JsonElement element, string property) =>
        DateTimeOffset.TryParse(Text(element, property), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && time.Year > 1 ? time.ToUniversalTime() : null;

    private static JsonElement Part(JsonElement element, string property) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(property, out var value) ? value : default;

    private static long Number(JsonElement element, string property) =>
        Part(element, property) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out var number) ? number : 0;

    private static string Text(JsonElement element, string property) => Part(element, property) is { ValueKind: JsonValueKind.String } value ? value.GetString() ?? "" : "";
}
