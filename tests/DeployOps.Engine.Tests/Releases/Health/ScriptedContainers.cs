using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Processes;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Health;

/// <summary>Containers that are what a script makes of the time since the start. Nothing but looks is allowed.</summary>
internal sealed class ScriptedContainers(SwiftTime time, Func<double, IReadOnlyList<StackContainer>> atSecond) : IContainerCommands
{
    public int Looks { get; private set; }

    public Func<CancellationToken, Task<IReadOnlyList<ContainerUsage>>> Usage { get; init; } = _ => Task.FromResult<IReadOnlyList<ContainerUsage>>([]);

    public IReadOnlyDictionary<string, long> Written { get; init; } = new Dictionary<string, long>();

    public Func<string, string> Log { get; init; } = _ => "";

    public Task<IReadOnlyList<StackContainer>> OfProjectAsync(string project, CancellationToken cancellationToken)
    {
        Looks++;
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(atSecond(time.Elapsed.TotalSeconds));
    }

    public async Task<IReadOnlyList<ContainerUsage>> UsageAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        [.. (await Usage(cancellationToken)).Where(usage => ids.Contains(usage.Id))];

    public Task<IReadOnlyDictionary<string, long>> WrittenBytesAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) => Task.FromResult(Written);

    public Task<CapturedText> LogsAsync(string id, int lines, DateTimeOffset? since, bool withTimes, CancellationToken cancellationToken)
    {
        Assert.True(withTimes && since is not null);
        return Task.FromResult(new CapturedText(string.Concat(Log(id).Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(lines).Select(line => line + '\n'))));
    }

    public Task<ProcessResult> ExecuteAsync(string id, IReadOnlyList<string> command, string? input, TimeSpan timeout, CancellationToken cancellationToken) => throw Changing();

    public Task StopAsync(IReadOnlyList<string> ids, TimeSpan? grace, CancellationToken cancellationToken) => throw Changing();

    public Task StartAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) => throw Changing();

    public Task RemoveAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) => throw Changing();

    /// <summary>A container that runs since the start of the clock.</summary>
    public static StackContainer Container(string service, ContainerHealth health = ContainerHealth.Healthy, int number = 1) => new()
    {
        Id = $"{service}-{number}",
        Name = $"shop-{service}-{number}",
        Project = "shop",
        Service = service,
        Number = number,
        ImageId = "sha256:1",
        ImageReference = $"shop/{service}:1",
        State = ContainerState.Running,
        Health = health,
        RestartPolicy = "unless-stopped",
        Created = SwiftTime.Start,
        Started = SwiftTime.Start,
    };

    public static StackContainer Ended(string service, int exitCode, string policy = "no") =>
        Container(service, ContainerHealth.None) with { State = ContainerState.Exited, ExitCode = exitCode, RestartPolicy = policy, Finished = SwiftTime.Start };

    private static NotSupportedException Changing() => new("A look at the health changes nothing.");
}
