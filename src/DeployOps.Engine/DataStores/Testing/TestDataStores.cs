using DeployOps.Engine.Compose.Routes;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.DataStores.Testing.Trials;
using DeployOps.Engine.Project;
using DeployOps.Engine.Stores.Graph;
using DeployOps.Engine.Stores.Graph.Protocol;
using DeployOps.Engine.Stores.Postgres;
using DeployOps.Engine.Stores.Redis;

namespace DeployOps.Engine.DataStores.Testing;

/// <summary>
/// Pings the stores of a project, then writes into each, reads it back on a new connection and deletes it (rows PA12, PA13). What a killed
/// test left behind is recognised by its name and removed by the next one; keys of Redis expire by themselves within a minute.
/// </summary>
public sealed class TestDataStores(DeployProject project)
{
    // As the checklist has it: the quick one first, and the graph last.
    private static readonly DataStoreKind[] Order = [DataStoreKind.Redis, DataStoreKind.Postgres, DataStoreKind.Graph];

    // Shorter than the age at which another test takes what is written for left behind.
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(9);
    private static readonly TimeSpan LongestPatience = TimeSpan.FromSeconds(10);

    /// <summary>The docker command; replaced in tests.</summary>
    public StackEngine Engine { get; init; } = StackEngine.OfThisMachine;

    /// <summary>The ways into the stack; replaced in tests.</summary>
    public IServiceRoutes Routes { get; init; } = ServiceRoutes.OfThisMachine;

    /// <summary>The process environment by name; replaced in tests.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> ProcessEnvironment { get; init; } = ProcessVariables.All();

    /// <summary>Connects to PostgreSQL; replaced in tests.</summary>
    public IPostgresConnector Postgres { get; init; } = new PostgresConnector();

    /// <summary>Connects to Redis; replaced in tests.</summary>
    public IRedisConnector Redis { get; init; } = new RedisConnector();

    /// <summary>Connects to the graph; replaced in tests.</summary>
    public IGraphConnector Graph { get; init; } = new BoltConnector();

    /// <summary>The clock; replaced in tests.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Tries the stores one after the other. A store that fails is part of the report.</summary>
    /// <exception cref="NoDataStoreException">The project has no store.</exception>
    /// <exception cref="UnknownDataStoreException">A named store is none of its.</exception>
    /// <exception cref="DeployOpsException">An environment file or a compose file cannot be read.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; what was written was removed.</exception>
    public async Task<DataStoreTestReport> RunAsync(DataStoreTestOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Rounds, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.Timeout, TimeSpan.Zero, nameof(options));
        var bounded = options.Timeout > LongestTimeout ? options with { Timeout = LongestTimeout } : options;
        var found = await ProjectStores.FindAsync(project, Engine, ProcessEnvironment, cancellationToken).ConfigureAwait(false);
        var outcomes = new List<TrialOutcome>();
        foreach (var store in Choose(found.Stores, options.Stores))
        {
            var run = new StoreTrialRun(store, bounded, LimitOf(store.Kind), Time);
            outcomes.Add(await run.RunAsync(token => found.OpenAsync(store, Routes, token), way => TrialAt(way.Access, bounded.Timeout), cancellationToken).ConfigureAwait(false));
        }

        var failed = outcomes.Where(outcome => outcome.NextStep is not null).ToList();
        return new DataStoreTestReport
        {
            ProjectName = project.Name,
            Passed = failed.Count == 0,
            Steps = [.. outcomes.SelectMany(outcome => outcome.Steps)],
            Notes = [.. outcomes.SelectMany(outcome => outcome.Notes)],
            NextAction = string.Join(" ", failed.Select(outcome => outcome.NextStep)),

            // A store that loses what is written is worse than one that is not there, and said first.
            ExitCode = failed.Count == 0 ? ExitCodes.Passed : failed.TrueForAll(outcome => outcome.IsAway) ? ExitCodes.Environment : ExitCodes.GateFailed,
        };
    }

    private IEnumerable<DataStore> Choose(IReadOnlyList<DataStore> stores, IReadOnlyList<DataStoreKind> named)
    {
        if (stores.Count == 0)
        {
            throw new NoDataStoreException(project.Name);
        }

        var missing = named.Except(stores.Select(store => store.Kind)).ToList();
        return missing.Count > 0
            ? throw new UnknownDataStoreException(project.Name, missing, [.. stores.Select(store => store.Kind)])
            : stores.Where(store => named.Count == 0 || named.Contains(store.Kind)).OrderBy(store => Array.IndexOf(Order, store.Kind));
    }

    private (TimeSpan Time, string Setting) LimitOf(DataStoreKind kind) => kind switch
    {
        DataStoreKind.Redis => (project.Health.RedisTimeout, "health.redis-timeout"),
        DataStoreKind.Postgres => (project.Health.PostgresTimeout, "health.postgres-timeout"),
        _ => (project.Health.GraphTimeout, "health.graph-timeout"),
    };

    private IStoreTrial TrialAt(DataStoreAccess access, TimeSpan timeout)
    {
        var patience = timeout < LongestPatience ? timeout : LongestPatience;
        return access.Store switch
        {
            { Redis: { } redis } => new RedisTrial(Redis, redis, access.Endpoint, patience, Time),
            { Postgres: { } postgres } => new PostgresTrial(Postgres, postgres, access.Endpoint, patience, Time),
            _ => new GraphTrial(Graph, access.Store.Graph!, access.Endpoint, patience, Time),
        };
    }
}
