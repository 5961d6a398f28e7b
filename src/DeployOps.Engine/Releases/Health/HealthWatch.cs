using DeployOps.Engine.Compose.DockerCli;
using DeployOps.Engine.Compose.Stacks;

namespace DeployOps.Engine.Releases.Health;

/// <summary>
/// Watches a stack until every service is good and has stayed so, or one is lost, or time is up (row RB8). It looks at the containers
/// itself: <c>docker compose up --wait</c> passes a service without a healthcheck as soon as it runs, and waits for a restart loop for ever.
/// </summary>
/// <remarks>
/// Lost are: a service that ended (a one-shot with another exit code than 0); one that was restarted twice during the watch (four times while its
/// exit code could not be seen), or is found in a restart loop; one whose healthcheck failed as often as it may during the watch, or went on failing after it had before.
/// </remarks>
public sealed class HealthWatch(IContainerCommands containers)
{
    // A busy or restarting engine fails a look now and then; a release is not given up for that.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(5);

    /// <summary>The clock; replaced in tests.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>How long to wait between two looks.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Watches. It ends early only when a service is lost for good. The stability window comes after the time that the services may take
    /// to turn good; whatever turns bad in it, or is restarted or replaced, ends the watch.
    /// </summary>
    /// <exception cref="DeployOpsException">The engine does not answer, for longer than a few seconds.</exception>
    public async Task<HealthWatchResult> WaitAsync(HealthWatchRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var begun = Time.GetTimestamp();
        var memory = new WatchMemory(request, Time);
        long? silent = null;
        while (true)
        {
            var looked = Time.GetTimestamp();
            var seen = await TryLookAsync(request.Project, silent ?? looked, cancellationToken).ConfigureAwait(false);
            silent = seen is null ? silent ?? looked : null;
            if (seen is not null)
            {
                memory.See(seen);
                if (Judge(memory, request, begun, looked) is { } reason)
                {
                    return new HealthWatchResult(reason.Length == 0, memory.Services, reason, Time.GetElapsedTime(begun)) { Containers = seen };
                }
            }

            await Task.Delay(Pause(memory, request, begun), Time, cancellationToken).ConfigureAwait(false);
        }
    }

    // Null to go on, an empty text when all is good, or why not.
    private string? Judge(WatchMemory memory, HealthWatchRequest request, long begun, long looked)
    {
        if (memory.SteadySince is { } since)
        {
            return memory.WhyUnsteady() ?? (Time.GetElapsedTime(since, looked) >= request.Stability ? "" : null);
        }

        if (memory.Services.All(service => service.IsGood))
        {
            memory.BeginStability();
            return request.Stability <= TimeSpan.Zero ? "" : null;
        }

        var lost = memory.Services.Where(service => service.IsLost).ToList();
        return lost.Count > 0 ? Sentence(lost)
            : Time.GetElapsedTime(begun) >= request.Timeout
                ? FormattableString.Invariant($"Not everything was good within {request.Timeout.TotalSeconds:0.#} s: ") + Sentence(memory.Services.Where(service => !service.IsGood))
            : null;
    }

    private TimeSpan Pause(WatchMemory memory, HealthWatchRequest request, long begun)
    {
        var left = memory.SteadySince is { } since ? request.Stability - Time.GetElapsedTime(since) : request.Timeout - Time.GetElapsedTime(begun);
        return left <= TimeSpan.Zero || left > Interval ? Interval : TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds));
    }

    private async Task<IReadOnlyList<StackContainer>?> TryLookAsync(string project, long silent, CancellationToken cancellationToken)
    {
        try
        {
            return await containers.OfProjectAsync(project, cancellationToken).ConfigureAwait(false);
        }
        catch (DeployOpsException failure) when (MayPass(failure) && Time.GetElapsedTime(silent) < LongestSilence)
        {
            return null;
        }
    }

    private static bool MayPass(DeployOpsException failure) => failure is not (DockerNotFoundException or DockerDaemonUnreachableException { IsRefused: true });

    private static string Sentence(IEnumerable<ServiceObservation> services) => string.Join("; ", services.Select(service => $"{service.Service} {service.Detail}")) + ".";
}
