using DeployOps.Engine.Compose;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.DataStores.Discovery;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Releases.Health.Stores;

/// <summary>What is to be measured, and against which limits.</summary>
public sealed record MeasureStoresRequest
{
    /// <summary>The value of a key as the stack sees it.</summary>
    public required Func<string, string?> Lookup { get; init; }

    /// <summary>The stack's containers, whatever their state.</summary>
    public required IReadOnlyList<StackContainer> Containers { get; init; }

    /// <summary>The services of the compose files with their images, as far as they could be read.</summary>
    public IReadOnlyDictionary<string, string?> Services { get; init; } = new Dictionary<string, string?>();

    /// <summary>How fast each store has to answer.</summary>
    public required HealthSettings Settings { get; init; }

    /// <summary>How long a store may take to let a login in, and then to answer, before it counts as not answering. Never less than twice its limit.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The stores of a project. Compose files that cannot be read name no services; checks report them.</summary>
    /// <param name="project">The project.</param>
    /// <param name="inputs">What compose is given.</param>
    /// <param name="containers">The stack's containers.</param>
    public static MeasureStoresRequest Of(DeployProject project, ComposeInputs inputs, IReadOnlyList<StackContainer> containers)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(inputs);
        return new MeasureStoresRequest { Lookup = inputs.Lookup, Containers = containers, Settings = project.Health, Services = StackServices.Of(inputs) };
    }
}
