using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Releases.Smoke;

namespace DeployOps.Engine.Releases.Strategies;

/// <summary>What the containers of a stack are to become, and what is needed for it.</summary>
public sealed record StrategyContext
{
    /// <summary>The project.</summary>
    public required DeployProject Project { get; init; }

    /// <summary>The stack of the release, as compose is told.</summary>
    public required ComposeTarget Target { get; init; }

    /// <summary>The same stack with everything resolved.</summary>
    public required ComposePlan Plan { get; init; }

    /// <summary>The release tag.</summary>
    public required string Tag { get; init; }

    /// <summary>The identifier of the image that each service should run, where it is known.</summary>
    public required IReadOnlyDictionary<string, string> WantedImages { get; init; }

    /// <summary>The containers as they were before, those of the live color included.</summary>
    public IReadOnlyList<StackContainer> Running { get; init; } = [];

    /// <summary>The docker command.</summary>
    public required StackEngine Engine { get; init; }

    /// <summary>Runs the switch command.</summary>
    public required IProcessRunner Processes { get; init; }

    /// <summary>How docker commands are run.</summary>
    public CommandScope Scope { get; init; } = new();

    /// <summary>How long new containers may take to turn healthy.</summary>
    public required TimeSpan HealthTimeout { get; init; }

    /// <summary>How long new containers have to stay healthy before old ones go.</summary>
    public required TimeSpan Stability { get; init; }

    /// <summary>Asks the stack; the project's own smoke test when <see langword="null"/>.</summary>
    public Func<SmokeOptions, CancellationToken, Task<SmokeReport>>? Smoke { get; init; }

    /// <summary>Masks the secrets in what children write.</summary>
    public required Func<string, string> Redact { get; init; }

    /// <summary>
    /// Whether a service whose strategy is not possible is recreated instead of being refused: for the way back to a release whose files
    /// were written before the strategy was chosen.
    /// </summary>
    public bool RecreateWhereImpossible { get; init; }

    /// <summary>Whether containers of services that the files no longer have are removed.</summary>
    public bool RemoveOrphans { get; init; }

    /// <summary>Sees what is being done.</summary>
    public Action<ReleaseProgress>? OnProgress { get; init; }

    /// <summary>The step that the progress is of.</summary>
    public ReleaseStep Step { get; init; } = ReleaseStep.Up;

    /// <summary>The clock; replaced in tests.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    internal ReleaseSettings Settings => Project.Release;

    internal void Say(string message, string? service = null) => OnProgress?.Invoke(new ReleaseProgress(Step, StepOutcome.Unfinished, message, service));

    internal bool IsOneShot(string service) =>
        Project.Compose.OneShot.Contains(service) || Plan.Services.Any(other => other.AwaitedToEnd.Contains(service));

    internal IReadOnlyList<string> By(ReleaseStrategy strategy) =>
    [
        .. Plan.Services.Where(service => service.Containers > 0 && Settings.Of(service.Name).Strategy == strategy)
            .Select(service => service.Name)
            .Where(service => !RecreateWhereImpossible || StrategyRules.WhyNot(Project, Plan, service, Running) is null),
    ];
}
