using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Releases.Health;

namespace DeployOps.Engine.Tests.Releases.Health;

/// <summary>A watch over scripted containers on a clock of its own.</summary>
internal sealed class HealthWatchCase
{
    private readonly Func<double, IReadOnlyList<StackContainer>> _atSecond;

    public HealthWatchCase(Func<double, IReadOnlyList<StackContainer>> atSecond)
    {
        _atSecond = atSecond;
        Containers = new ScriptedContainers(Time, seconds => _atSecond(seconds));
    }

    public HealthWatchCase(Func<double, StackContainer> atSecond)
        : this(seconds => [atSecond(seconds)])
    {
    }

    public SwiftTime Time { get; } = new();

    public ScriptedContainers Containers { get; }

    public List<ServiceObservation> Changes { get; } = [];

    public IReadOnlyList<ExpectedService> Services { get; init; } = [new("backend")];

    public TimeSpan Stability { get; init; } = TimeSpan.FromSeconds(5);

    public Task<HealthWatchResult> WatchAsync(CancellationToken cancellationToken = default) => new HealthWatch(Containers) { Time = Time }.WaitAsync(
        new HealthWatchRequest { Project = "shop", Services = Services, Timeout = TimeSpan.FromSeconds(60), Stability = Stability, OnChange = Changes.Add },
        cancellationToken);
}
