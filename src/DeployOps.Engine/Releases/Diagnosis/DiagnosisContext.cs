using System.Collections.Concurrent;
using DeployOps.Engine.Checks.Compose.Policies;
using DeployOps.Engine.Compose;
using DeployOps.Engine.Compose.Model;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Diagnosis.Logs;

namespace DeployOps.Engine.Releases.Diagnosis;

/// <summary>What the looks of one diagnosis share: the stack as it was found, and what was read of it so far.</summary>
internal sealed class DiagnosisContext
{
    private readonly ConcurrentDictionary<string, Task<ContainerErrors>> _errors = new(StringComparer.Ordinal);

    /// <summary>The project.</summary>
    public required DeployProject Project { get; init; }

    /// <summary>What is asked.</summary>
    public required DiagnosisOptions Options { get; init; }

    /// <summary>The compose project's name.</summary>
    public required string StackName { get; init; }

    /// <summary>Whether compose would take this name by itself.</summary>
    public required bool IsOwnName { get; init; }

    /// <summary>The compose files; <see langword="null"/> when they cannot be read.</summary>
    public required ComposeModel? Model { get; init; }

    /// <summary>What compose is given besides; <see langword="null"/> when it cannot be read.</summary>
    public required ComposeInputs? Inputs { get; init; }

    /// <summary>The stack's containers, without those of <c>compose run</c>.</summary>
    public required IReadOnlyList<StackContainer> Containers { get; init; }

    /// <summary>The docker command.</summary>
    public required StackEngine Engine { get; init; }

    /// <summary>Asks the stack as its users do.</summary>
    public required IWebProbe Web { get; init; }

    /// <summary>Masks, neutralises and cuts.</summary>
    public required ShownText Text { get; init; }

    /// <summary>Which service needs which.</summary>
    public required StackMap Map { get; init; }

    /// <summary>When it is looked at.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The process environment.</summary>
    public required Func<string, string?> Environment { get; init; }

    /// <summary>The first error that was found of each service, as it is shown.</summary>
    public ConcurrentDictionary<string, string> FirstErrors { get; } = new(StringComparer.Ordinal);

    /// <summary>How the stack answered, after it was asked.</summary>
    public IReadOnlyList<WebAnswer> Answers { get; set; } = [];

    /// <summary>What services are for.</summary>
    public required IReadOnlyDictionary<string, ServiceRole> Roles { get; init; }

    /// <summary>What a service is for.</summary>
    public ServiceRole RoleOf(string service) => Roles.GetValueOrDefault(service);

    /// <summary>The containers of a service.</summary>
    public IEnumerable<StackContainer> ContainersOf(string service) => Containers.Where(container => container.Service == service);

    /// <summary>The services that something is wrong with by their containers.</summary>
    public bool IsBad(string service) => !ContainersOf(service).Any() || ContainersOf(service).Any(container => ContainerFaults.IsBad(container, this));

    /// <summary>The errors in a container's log; read once.</summary>
    public Task<ContainerErrors> ErrorsAsync(StackContainer container, CancellationToken cancellationToken) =>
        _errors.GetOrAdd(container.Id, _ => ContainerErrors.ReadAsync(this, container, cancellationToken));

    /// <summary>The errors in a container's log, read again: what it wrote since is among them.</summary>
    public Task<ContainerErrors> ErrorsAnewAsync(StackContainer container, CancellationToken cancellationToken) =>
        _errors[container.Id] = ContainerErrors.ReadAsync(this, container, cancellationToken);
}
