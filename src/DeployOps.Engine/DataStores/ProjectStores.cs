using DeployOps.Engine.Compose.Routes;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.DataStores;

/// <summary>The data stores of a project's stack, as its environment files and compose files name them, and the ways to them.</summary>
public sealed class ProjectStores
{
    /// <summary>The compose project's name.</summary>
    public required string StackName { get; init; }

    /// <summary>The stores that are named, ordered by kind; those with a <see cref="DataStore.Problem"/> among them.</summary>
    public required IReadOnlyList<DataStore> Stores { get; init; }

    /// <summary>The stack's containers, whatever their state.</summary>
    public required IReadOnlyList<StackContainer> Containers { get; init; }

    /// <summary>The services of the compose files with their images, as far as they could be read.</summary>
    public required IReadOnlyDictionary<string, string?> Services { get; init; }

    /// <summary>The value of a key as the stack sees it.</summary>
    public required Func<string, string?> Lookup { get; init; }

    /// <summary>Looks for the stores. Without an engine there are no containers, and external servers are found all the same.</summary>
    /// <param name="project">The project.</param>
    /// <param name="engine">The docker command.</param>
    /// <param name="processEnvironment">The process environment by name.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static Task<ProjectStores> FindAsync(
        DeployProject project, StackEngine engine, IReadOnlyList<KeyValuePair<string, string>> processEnvironment, CancellationToken cancellationToken) =>
        throw new NotImplementedException(project?.Name);

    /// <summary>Opens the way to a store. Disposing of it closes a tunnel.</summary>
    /// <exception cref="DeployOpsException">There is no address or no way, or the service does not run.</exception>
    public Task<OpenDataStore> OpenAsync(DataStore store, IServiceRoutes routes, CancellationToken cancellationToken) => throw new NotImplementedException();
}
