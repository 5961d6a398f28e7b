using DeployOps.Engine.Compose.Model.Yaml;

namespace DeployOps.Engine.Compose.Model.Services;

/// <summary>A service after all files are merged and all extensions are made.</summary>
public sealed record ComposeService
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Where its name stands.</summary>
    public required SourceLine Source { get; init; }

    /// <summary>Everything it says.</summary>
    public required ComposeMapping Node { get; init; }

    /// <summary>Whether it runs with the profiles that are switched on.</summary>
    public required bool IsActive { get; init; }

    /// <summary>Its profiles; a service without any always runs.</summary>
    public IReadOnlyList<string> Profiles { get; init; } = [];

    /// <summary>The image as written and as resolved.</summary>
    public ComposeScalar? Image { get; init; }

    /// <summary>How the image is built, when it is built here.</summary>
    public ComposeBuild? Build { get; init; }

    /// <summary>The container's fixed name.</summary>
    public ComposeScalar? ContainerName { get; init; }

    /// <summary>The restart policy.</summary>
    public ComposeScalar? Restart { get; init; }

    /// <summary>The healthcheck; <see langword="null"/> when compose says nothing about it.</summary>
    public ComposeHealthcheck? Healthcheck { get; init; }

    /// <summary>The environment files.</summary>
    public IReadOnlyList<ComposeEnvFile> EnvFiles { get; init; } = [];

    /// <summary>The variables given one by one.</summary>
    public IReadOnlyList<ComposeVariable> Environment { get; init; } = [];

    /// <summary>The labels.</summary>
    public IReadOnlyList<ComposeVariable> Labels { get; init; } = [];

    /// <summary>The published ports.</summary>
    public IReadOnlyList<ComposePort> Ports { get; init; } = [];

    /// <summary>The mounts.</summary>
    public IReadOnlyList<ComposeMount> Mounts { get; init; } = [];

    /// <summary>The services it waits for.</summary>
    public IReadOnlyList<ComposeDependency> Dependencies { get; init; } = [];

    /// <summary>The networks it joins by name.</summary>
    public IReadOnlyList<ComposeReference> Networks { get; init; } = [];

    /// <summary>The secrets it is given, for running and for building.</summary>
    public IReadOnlyList<ComposeReference> Secrets { get; init; } = [];

    /// <summary>The configs it is given.</summary>
    public IReadOnlyList<ComposeReference> Configs { get; init; } = [];

    /// <summary>The command line that starts it: entrypoint and command.</summary>
    public IReadOnlyList<ComposeScalar> CommandLine { get; init; } = [];

    /// <summary>The capabilities it is given.</summary>
    public IReadOnlyList<ComposeScalar> AddedCapabilities { get; init; } = [];

    /// <summary>Its security options.</summary>
    public IReadOnlyList<ComposeScalar> SecurityOptions { get; init; } = [];

    /// <summary>The memory limit, from <c>mem_limit</c> or <c>deploy.resources.limits.memory</c>.</summary>
    public ComposeScalar? MemoryLimit { get; init; }

    /// <summary>The processor limit, from <c>cpus</c>, <c>cpu_quota</c> or <c>deploy.resources.limits.cpus</c>.</summary>
    public ComposeScalar? ProcessorLimit { get; init; }

    /// <summary>Where its log goes; <see langword="null"/> when compose says nothing about it.</summary>
    public ComposeLogging? Logging { get; init; }

    /// <summary>How many containers run, from <c>scale</c> or <c>deploy.replicas</c>.</summary>
    public ComposeScalar? Replicas { get; init; }

    /// <summary>Whether <c>deploy.mode</c> or the number of replicas allows more than one container.</summary>
    public bool IsReplicated => int.TryParse(Replicas?.Text, out var count) && count > 1;

    /// <summary>Whether it has every right on the host.</summary>
    public ComposeScalar? Privileged => Node.Scalar("privileged") is { Text: "true" } privileged ? privileged : null;

    /// <summary>Its network mode.</summary>
    public ComposeScalar? NetworkMode => Node.Scalar("network_mode");

    /// <summary>The line of one of its properties, or its own.</summary>
    public SourceLine LineOf(string property) => Node.Entry(property)?.KeySource ?? Source;

    /// <summary>The name alone.</summary>
    public override string ToString() => Name;
}
