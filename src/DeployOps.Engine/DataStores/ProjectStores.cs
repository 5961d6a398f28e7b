using DeployOps.Engine.Compose;
using DeployOps.Engine.Compose.Routes;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.DataStores.Discovery;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Stores;

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

    /// <summary>Why the engine could not say which containers there are; <see langword="null"/> when it did.</summary>
    public DeployOpsException? EngineFailure { get; init; }

    /// <summary>Looks for the stores. Without an engine there are no containers, and external servers are found all the same.</summary>
    /// <param name="project">The project.</param>
    /// <param name="engine">The docker command.</param>
    /// <param name="processEnvironment">The process environment by name.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DeployOpsException">An environment file is there and cannot be read, or the stack's name cannot be read from the compose files.</exception>
    public static async Task<ProjectStores> FindAsync(
        DeployProject project, StackEngine engine, IReadOnlyList<KeyValuePair<string, string>> processEnvironment, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(processEnvironment);
        var environment = EnvironmentOf(processEnvironment);
        var inputs = ComposeInputs.Of(project, environment, tag: null);
        var name = Compose.Stacks.StackName.Of(project, environment);
        var services = StackServices.Of(inputs);
        var (containers, failure) = await ContainersAsync(engine, name, cancellationToken).ConfigureAwait(false);
        return new ProjectStores
        {
            StackName = name,
            Stores = Find(StoreSurroundings.Of(inputs.Lookup, services, containers), project.Backup),
            Containers = containers,
            Services = services,
            Lookup = inputs.Lookup,
            EngineFailure = failure,
        };
    }

    /// <summary>Opens the way to a store. Disposing of it closes a tunnel.</summary>
    /// <exception cref="StoreNotUsableException">The keys name no address.</exception>
    /// <exception cref="DeployOpsException">There is no way, or the service does not run.</exception>
    public async Task<OpenDataStore> OpenAsync(DataStore store, IServiceRoutes routes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(routes);
        if (store.Endpoint is not { } named)
        {
            throw new StoreNotUsableException(store);
        }

        if (EngineFailure is { } failure && Services.Keys.Contains(named.Host, StringComparer.OrdinalIgnoreCase))
        {
            // Without its containers nobody knows whether the service runs: the engine is at fault and not the store.
            throw new StoreEngineUnreachableException(store, failure);
        }

        var request = new RouteRequest { Host = named.Host, Port = named.Port, Containers = Containers, Services = [.. Services.Keys] };
        var route = await routes.OpenAsync(request, cancellationToken).ConfigureAwait(false);
        var container = route.Kind == RouteKind.Direct ? null : ServiceRoutes.RunningOf(request);
        return new OpenDataStore(new DataStoreAccess(store, new StoreEndpoint(route.Host, route.Port), container), route);
    }

    private static IReadOnlyList<DataStore> Find(StoreSurroundings surroundings, BackupSettings settings) =>
    [
        .. new[]
        {
            PostgresFinder.Find(surroundings, settings.Postgres.UrlVariable),
            RedisFinder.Find(surroundings, settings.Redis.UrlVariable),
            GraphFinder.Find(surroundings, settings.Graph.UrlVariable),
        }.OfType<DataStore>(),
    ];

    private static Func<string, string?> EnvironmentOf(IReadOnlyList<KeyValuePair<string, string>> processEnvironment)
    {
        // Of names that differ only in case Windows knows one.
        var variables = new Dictionary<string, string>(OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
        foreach (var (name, value) in processEnvironment)
        {
            variables.TryAdd(name, value);
        }

        return variables.GetValueOrDefault;
    }

    private static async Task<(IReadOnlyList<StackContainer> Containers, DeployOpsException? Failure)> ContainersAsync(
        StackEngine engine, string name, CancellationToken cancellationToken)
    {
        try
        {
            return (await engine.Containers.OfProjectAsync(name, cancellationToken).ConfigureAwait(false), null);
        }
        catch (DeployOpsException failure)
        {
            return ([], failure);
        }
    }
}
