using System.Net.Sockets;
using DeployOps.Engine.Compose.Routes;
using DeployOps.Engine.DataStores.Discovery;
using DeployOps.Engine.Stores;
using DeployOps.Engine.Stores.Graph.Protocol;
using DeployOps.Engine.Stores.Postgres;
using DeployOps.Engine.Stores.Redis;

namespace DeployOps.Engine.Releases.Health.Stores;

/// <summary>Measures how fast the data stores of a stack answer (row PA8), all of them side by side. It changes nothing.</summary>
public sealed class MeasureStores
{
    private readonly IServiceRoutes _routes;
    private readonly IReadOnlyList<IStoreProbe> _probes;

    /// <summary>Measures by way of these routes.</summary>
    public MeasureStores(IServiceRoutes routes)
        : this(routes, [new PostgresProbe(new PostgresConnector()), new RedisProbe(new RedisConnector()), new GraphStoreProbe(new BoltConnector())])
    {
    }

    internal MeasureStores(IServiceRoutes routes, IReadOnlyList<IStoreProbe> probes) => (_routes, _probes) = (routes, probes);

    /// <summary>Measures. A store that cannot be asked is part of the answer and no failure; a kind of store that no key names is left out.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public async Task<IReadOnlyList<StoreHealth>> RunAsync(MeasureStoresRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var surroundings = StoreSurroundings.Of(request.Lookup, request.Services, request.Containers);
        var found = _probes.Select(probe => (Probe: probe, Target: probe.Find(surroundings))).Where(store => store.Target is not null);
        return await Task.WhenAll(found.Select(store => MeasureAsync(store.Probe, store.Target!, request, cancellationToken))).ConfigureAwait(false);
    }

    private async Task<StoreHealth> MeasureAsync(IStoreProbe probe, StoreTarget target, MeasureStoresRequest request, CancellationToken cancellationToken)
    {
        var limit = probe.LimitOf(request.Settings);
        StoreHealth Health(HealthLevel level, TimeSpan? latency, string detail) => new(probe.Store, level, latency, limit, Application: null, detail);
        if (target.Problem is { } problem)
        {
            return Health(HealthLevel.Unknown, null, problem);
        }

        var patience = request.Patience < limit * 2 ? limit * 2 : request.Patience;
        var where = target.ToString();
        try
        {
            var route = await _routes.OpenAsync(RouteTo(target, request), cancellationToken).ConfigureAwait(false);
            await using (route.ConfigureAwait(false))
            {
                where = $"{target} ({route})";
                var endpoint = new StoreEndpoint(route.Host, route.Port);
                if (route.Kind == RouteKind.Direct && await WhyUnreachableAsync(endpoint, patience, cancellationToken).ConfigureAwait(false) is { } unreachable)
                {
                    return Health(unreachable.Level, null, $"{where}: {unreachable.Reason}");
                }

                var latency = await target.PingAsync(endpoint, patience, cancellationToken).ConfigureAwait(false);
                return latency <= limit
                    ? Health(HealthLevel.Healthy, latency, where)
                    : Health(HealthLevel.Degraded, latency, $"{where}: it took {latency.TotalMilliseconds:0} ms, and may take {limit.TotalMilliseconds:0} ms");
            }
        }
        catch (DeployOpsException failure)
        {
            var judgement = probe.Judge(failure, target) ?? Judge(failure);
            return Health(judgement.Level, null, $"{where}: {judgement.Reason}");
        }
    }

    private static RouteRequest RouteTo(StoreTarget target, MeasureStoresRequest request) =>
        new() { Host = target.Host, Port = target.Port, Containers = request.Containers, Services = [.. request.Services.Keys] };

    private static StoreJudgement Judge(DeployOpsException failure) => failure switch
    {
        ServiceNotRunningException => new(HealthLevel.Unhealthy, "the service does not run"),
        ServicePortClosedException => new(HealthLevel.Unhealthy, "nothing listens on this port inside the container"),
        RouteNotFoundException => new(HealthLevel.Unknown, "no way leads there from this machine; publish the port on 127.0.0.1, or ask on the machine of the engine"),
        _ => new(HealthLevel.Unknown, $"it could not be asked from this machine ({failure.ErrorId})"),
    };

    /// <summary>An outside server that this machine has no way to says nothing of its health: the application may well reach it.</summary>
    private static async Task<StoreJudgement?> WhyUnreachableAsync(StoreEndpoint endpoint, TimeSpan patience, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(patience);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            using var socket = await endpoint.ConnectAsync(both.Token).ConfigureAwait(false);
            return null;
        }
        catch (SocketException failure)
        {
            return new(failure.SocketErrorCode == SocketError.ConnectionRefused ? HealthLevel.Unhealthy : HealthLevel.Unknown, StoreEndpoint.ReasonOf(failure));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(HealthLevel.Unknown, "it cannot be reached from this machine");
        }
    }
}
