using DeployOps.Engine.Compose.Stacks;

namespace DeployOps.Engine.Releases.Health;

/// <summary>What a watch has seen so far.</summary>
internal sealed class WatchMemory(HealthWatchRequest request, TimeProvider time)
{
    private readonly Dictionary<string, ContainerMemory> _memories = new(StringComparer.Ordinal);
    private Dictionary<string, IReadOnlyList<StackContainer>> _containers = [];
    private Dictionary<string, IReadOnlyList<StackContainer>> _steady = [];

    /// <summary>The services as they were seen last.</summary>
    public IReadOnlyList<ServiceObservation> Services { get; private set; } = [];

    /// <summary>When all were seen good for the first time; <see langword="null"/> before.</summary>
    public long? SteadySince { get; private set; }

    /// <summary>Takes in a look.</summary>
    public void See(IReadOnlyList<StackContainer> containers)
    {
        _containers = request.Services.DistinctBy(service => service.Name).ToDictionary(service => service.Name, service => ServiceVerdicts.Of(containers, service.Name), StringComparer.Ordinal);
        foreach (var container in _containers.Values.SelectMany(own => own))
        {
            if (_memories.TryGetValue(container.Id, out var memory))
            {
                memory.See(container);
            }
            else
            {
                _memories[container.Id] = new ContainerMemory(container, time);
            }
        }

        var before = Services.ToDictionary(service => service.Service, StringComparer.Ordinal);
        Services = [.. request.Services.DistinctBy(service => service.Name).Select(Observe)];
        foreach (var service in Services.Where(service => before.GetValueOrDefault(service.Service) != service))
        {
            request.OnChange?.Invoke(service);
        }
    }

    /// <summary>Begins the stability window: from now on nothing may change.</summary>
    public void BeginStability()
    {
        SteadySince = time.GetTimestamp();
        _steady = _containers;
        foreach (var memory in _memories.Values)
        {
            memory.BeginStability();
        }
    }

    /// <summary>What changed since the stability window began, in one sentence; <see langword="null"/> when nothing did.</summary>
    public string? WhyUnsteady()
    {
        var changes = Services.Select(service => (service.Service, Change: Change(service))).Where(one => one.Change is not null).ToList();
        return changes.Count == 0 ? null
            : "After everything was good, it did not stay so: " + string.Join("; ", changes.Select(one => $"{one.Service} {one.Change}")) + ".";
    }

    private string? Change(ServiceObservation service)
    {
        var (then, now) = (_steady[service.Service], _containers[service.Service]);
        return !service.IsGood ? service.Detail
            : !then.Select(container => container.Id).ToHashSet(StringComparer.Ordinal).SetEquals(now.Select(container => container.Id)) ? "has other containers than before"
            : now.Any(container => container.Started != then.First(one => one.Id == container.Id).Started) ? "was started anew"
            : null;
    }

    private ServiceObservation Observe(ExpectedService service) =>
        ServiceVerdicts.Observe(service, _containers[service.Name], container => ContainerVerdict.Watched(container, service.IsOneShot, _memories[container.Id]));
}
