namespace DeployOps.Engine.Processes;

/// <summary>Runs programs through another runner, each with some variables more, and tells of each that is started.</summary>
/// <param name="inner">Runs them.</param>
/// <param name="environment">The variables; they win over those of the request.</param>
/// <param name="onStarted">Is told, before what the request itself wants to be told.</param>
public sealed class WatchedProcessRunner(IProcessRunner inner, IReadOnlyDictionary<string, string?> environment, Action<RunningProcess> onStarted) : IProcessRunner
{
    /// <inheritdoc/>
    public Task<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancellationToken) => inner.RunAsync(Watched(request), cancellationToken);

    /// <inheritdoc/>
    public Task<ProcessResult> RunStreamingAsync(ProcessRequest request, Func<Stream, CancellationToken, Task> readOutput, CancellationToken cancellationToken) =>
        inner.RunStreamingAsync(Watched(request), readOutput, cancellationToken);

    private ProcessRequest Watched(ProcessRequest request) => request with
    {
        Environment = request.Environment.Where(variable => !environment.ContainsKey(variable.Key)).Concat(environment).ToDictionary(StringComparer.Ordinal),
        OnStarted = onStarted + request.OnStarted,
    };
}
