using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Tests.Releases.Diagnosis;

/// <summary>Containers that are said to be there, with logs; and images of which none is.</summary>
internal sealed class StandInContainers(params StackContainer[] containers) : IContainerCommands, IImageCommands
{
    public Dictionary<string, string> Logs { get; } = [];

    /// <summary>The container whose log never comes.</summary>
    public string Hanging { get; init; } = "";

    public StackEngine Engine => new(null!, this, this);

    public Task<IReadOnlyList<StackContainer>> OfProjectAsync(string project, CancellationToken cancellationToken) =>
        Hanging == "*" ? Task.Delay(Timeout.Infinite, cancellationToken).ContinueWith(_ => (IReadOnlyList<StackContainer>)containers, cancellationToken, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default) : Task.FromResult<IReadOnlyList<StackContainer>>(containers);

    public async Task<CapturedText> LogsAsync(string id, int lines, DateTimeOffset? since, bool withTimes, CancellationToken cancellationToken)
    {
        if (id == Hanging)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }

        return new CapturedText(Logs.GetValueOrDefault(id, ""));
    }

    public Task<IReadOnlyDictionary<string, string>> IdsAsync(IReadOnlyCollection<string> references, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(new Dictionary<string, string>());

    public Task<IReadOnlyList<ContainerUsage>> UsageAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<ProcessResult> ExecuteAsync(string id, IReadOnlyList<string> command, string? input, TimeSpan timeout, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task StopAsync(IReadOnlyList<string> ids, TimeSpan? grace, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task StartAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task IContainerCommands.RemoveAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken) => throw new NotSupportedException();

    Task IImageCommands.RemoveAsync(IReadOnlyCollection<string> references, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task TagAsync(string id, string reference, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<string>> NamesAsync(string? repositoryPattern, CancellationToken cancellationToken) => throw new NotSupportedException();
}
