using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Compose.Stacks;

/// <summary>A container of a stack, as <c>docker inspect</c> shows it.</summary>
public sealed record StackContainer
{
    /// <summary>The label of the containers that DeployOps itself runs a command in.</summary>
    internal const string OwnRunLabel = "deployops.run";

    /// <summary>Its whole identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Its name, without the leading slash.</summary>
    public required string Name { get; init; }

    /// <summary>The compose project it belongs to.</summary>
    public required string Project { get; init; }

    /// <summary>The compose service it belongs to.</summary>
    public required string Service { get; init; }

    /// <summary>The folder that compose made it from; empty when it is not known.</summary>
    public string ProjectFolder { get; init; } = "";

    /// <summary>Its number among the containers of its service, counted from 1.</summary>
    public int Number { get; init; } = 1;

    /// <summary>Whether it was made by <c>docker compose run</c> and is no part of the running service.</summary>
    public bool IsOneOff { get; init; }

    /// <summary>Whether DeployOps made it to run a command in, such as a migration.</summary>
    public bool IsOwnRun { get; init; }

    /// <summary>The identifier of the image that it runs (<c>sha256:…</c>).</summary>
    public required string ImageId { get; init; }

    /// <summary>The name under which the image was asked for; it may point at another image by now.</summary>
    public string ImageReference { get; init; } = "";

    /// <summary>Compose's hash of the configuration that it was made from.</summary>
    public string ConfigurationHash { get; init; } = "";

    /// <summary>
    /// What it was made in place of, as compose notes it: the identifier of another container (2.26), or its name (2.30 and later); empty for one
    /// that took nobody's place.
    /// </summary>
    public string Replaces { get; init; } = "";

    /// <summary>What it does.</summary>
    public ContainerState State { get; init; }

    /// <summary>What its healthcheck says.</summary>
    public ContainerHealth Health { get; init; }

    /// <summary>How often in a row its healthcheck failed.</summary>
    public int FailingStreak { get; init; }

    /// <summary>What its last healthcheck wrote; it may hold secrets.</summary>
    public CapturedText LastProbe { get; init; }

    /// <summary>The exit code of its last run; 0 while it runs.</summary>
    public int ExitCode { get; init; }

    /// <summary>How often its restart policy started it again.</summary>
    public int RestartCount { get; init; }

    /// <summary>Whether the kernel ended it because it asked for more memory than it may have.</summary>
    public bool IsOutOfMemory { get; init; }

    /// <summary>Why the engine could not start it, such as a port that is taken; empty otherwise. It may hold secrets.</summary>
    public CapturedText StartError { get; init; }

    /// <summary>The restart policy, such as <c>unless-stopped</c>; <c>no</c> without one.</summary>
    public string RestartPolicy { get; init; } = "no";

    /// <summary>When it was made.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When it was last started.</summary>
    public DateTimeOffset? Started { get; init; }

    /// <summary>When it last ended.</summary>
    public DateTimeOffset? Finished { get; init; }

    /// <summary>The networks it is in, with its address in each.</summary>
    public IReadOnlyList<ContainerNetwork> Networks { get; init; } = [];

    /// <summary>The ports that are reachable on the host.</summary>
    public IReadOnlyList<PublishedPort> Ports { get; init; } = [];

    /// <summary>What is mounted into it.</summary>
    public IReadOnlyList<ContainerMount> Mounts { get; init; } = [];

    /// <summary>Its log file, as the engine sees it; empty for a log driver without one.</summary>
    public string LogPath { get; init; } = "";

    /// <summary>Its memory limit in bytes; 0 for none.</summary>
    public long MemoryLimit { get; init; }

    /// <summary>Its name and service, never what it wrote.</summary>
    public override string ToString() => $"{Name} ({State}, {Health})";
}

/// <summary>A network that a container is in.</summary>
/// <param name="Name">The network's name, as the engine has it.</param>
/// <param name="Address">The container's address in it; empty while it does not run.</param>
/// <param name="Aliases">The names by which the others of the network reach it.</param>
public sealed record ContainerNetwork(string Name, string Address, IReadOnlyList<string> Aliases);

/// <summary>Something that is mounted into a container.</summary>
/// <param name="Kind"><c>volume</c>, <c>bind</c>, <c>tmpfs</c> or another kind of the engine.</param>
/// <param name="Source">The volume's name, or the path on the host; empty for memory.</param>
/// <param name="Target">Where it is in the container.</param>
/// <param name="IsWritable">Whether the container may write to it.</param>
public sealed record ContainerMount(string Kind, string Source, string Target, bool IsWritable)
{
    private const int UnnamedLength = 64;

    /// <summary>Whether it is a volume that nobody named: the engine calls it by 64 digits, and only this container knows it.</summary>
    public bool IsUnnamedVolume => Kind == "volume" && Source.Length == UnnamedLength && Source.All(char.IsAsciiHexDigitLower);
}

/// <summary>A port of a container that is reachable on the host.</summary>
/// <param name="HostAddress">The host's address it listens on, such as <c>0.0.0.0</c> or <c>::</c>.</param>
/// <param name="HostPort">The port on the host.</param>
/// <param name="ContainerPort">The port inside.</param>
/// <param name="Protocol"><c>tcp</c> or <c>udp</c>.</param>
public sealed record PublishedPort(string HostAddress, int HostPort, int ContainerPort, string Protocol);
