using System.Text.RegularExpressions;
using DeployOps.Engine.Compose;
using DeployOps.Engine.Compose.DockerCli;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Releases.Smoke.Logs;

namespace DeployOps.Engine.Releases.Smoke;

/// <summary>
/// Asks the stack through its proxy, and reads its logs (rows RB9, RB10), side by side. It changes nothing. Docker is asked only for the
/// logs and for an address that is written nowhere.
/// </summary>
public sealed class SmokeTest(DeployProject project)
{
    // Each is a process of its own.
    private const int MostLogsAtOnce = 4;

    /// <summary>Asks about containers.</summary>
    public IContainerCommands Containers { get; init; } = StackEngine.OfThisMachine.Containers;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The process environment, which holds the tokens.</summary>
    public Func<string, string?> ProcessEnvironment { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Asks.</summary>
    /// <exception cref="DeployOpsException">There is nothing to ask, no address to ask it at, or the engine does not answer.</exception>
    public async Task<SmokeReport> RunAsync(SmokeOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var started = Time.GetTimestamp();
        var requests = RequestsOf(options);
        var written = WrittenAddress(options);
        var stack = options.WithoutLogs && written is not null ? "" : options.StackName ?? StackName.Of(project, ProcessEnvironment);
        var notes = new List<string>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        // The files of the stack are read for its secrets while the first requests are under way.
        var redactor = Task.Run(() => Redact(requests), stop.Token);
        var containers = stack.Length == 0 ? Task.FromResult<IReadOnlyList<StackContainer>>([]) : ContainersAsync(options, stack, stop.Token);
        var asking = AskAsync(requests, written, stack, containers, redactor, options, stop.Token);
        var reading = options.WithoutLogs ? Task.FromResult<IReadOnlyList<LogFinding>>([]) : ReadAsync(stack, containers, redactor, options, notes, stop.Token);
        try
        {
            // The first failure of either is the outcome; the other must not run on behind it.
            await (await Task.WhenAny(asking, reading).ConfigureAwait(false)).ConfigureAwait(false);
            var (address, answers) = await asking.ConfigureAwait(false);
            var found = await reading.ConfigureAwait(false);
            IReadOnlyList<LogFinding> logs = options.WithoutLogs
                ? []
                : [.. await RestartsAsync(await containers.ConfigureAwait(false), stack, answers, stop.Token).ConfigureAwait(false), .. found];
            return new SmokeReport
            {
                BaseUrl = address?.ToString().TrimEnd('/') ?? "",
                Answers = answers,
                Logs = logs,
                Duration = Time.GetElapsedTime(started),
                Notes = notes,
                Summary = SmokeSummary.Of(address, answers, logs, options.WithoutLogs),
            };
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(redactor, containers, asking, reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private List<SmokeRequest> RequestsOf(SmokeOptions options)
    {
        var known = project.Smoke.Requests;
        if (options.Paths.FirstOrDefault(path => known.All(request => request.Path != path)) is { } unknown)
        {
            throw new SmokePathUnknownException(unknown, known.Select(request => request.Path));
        }

        var asked = known.Where(request => options.Paths.Count == 0 || options.Paths.Contains(request.Path)).Select(request => SmokeRequest.Of(request, ProcessEnvironment)).ToList();
        return asked.Count == 0 && options.WithoutLogs ? throw new SmokeTestEmptyException() : asked;
    }

    private Uri? WrittenAddress(SmokeOptions options)
    {
        var address = options.BaseUrl ?? (project.Smoke.BaseUrl is { } text && Uri.TryCreate(text, UriKind.Absolute, out var parsed) ? parsed : null);
        return address is null || SmokeSettings.IsBaseUrl(address) ? address : throw new SmokeAddressInvalidException();
    }

    private Func<string, string> Redact(List<SmokeRequest> requests)
    {
        // A token is a secret whatever its variable is called.
        var tokens = requests.Select(request => request.Token).OfType<string>().Distinct(StringComparer.Ordinal)
            .Select((token, number) => KeyValuePair.Create(FormattableString.Invariant($"DEPLOYOPS_SMOKE_{number}_TOKEN"), token));
        return StackSecrets.Redactor(project, [.. ProcessVariables.All(), .. tokens]).Redact;
    }

    private async Task<IReadOnlyList<StackContainer>> ContainersAsync(SmokeOptions options, string stack, CancellationToken cancellationToken)
    {
        var all = options.Containers ?? await Containers.OfProjectAsync(stack, cancellationToken).ConfigureAwait(false);
        return [.. all.Where(container => !container.IsOneOff)];
    }

    private async Task<(Uri? Address, IReadOnlyList<SmokeAnswer> Answers)> AskAsync(
        List<SmokeRequest> requests,
        Uri? written,
        string stack,
        Task<IReadOnlyList<StackContainer>> containers,
        Task<Func<string, string>> redactor,
        SmokeOptions options,
        CancellationToken cancellationToken)
    {
        if (requests.Count == 0)
        {
            return (null, []);
        }

        var address = written ?? SmokeAddress.Find(await containers.ConfigureAwait(false)) ?? throw new SmokeAddressUnknownException(stack);
        async Task<SmokeAnswer> FinishAsync(SmokeAnswer answer)
        {
            var shown = answer.Detail.Length == 0 ? answer : answer with { Detail = (await redactor.ConfigureAwait(false))(answer.Detail) };
            options.OnAnswer?.Invoke(shown);
            return shown;
        }

        return (address, await new SmokeRequests(project.Smoke, Time).AskAsync(address, requests, FinishAsync, cancellationToken).ConfigureAwait(false));
    }

    private async Task<IReadOnlyList<LogFinding>> ReadAsync(
        string stack, Task<IReadOnlyList<StackContainer>> containers, Task<Func<string, string>> redactor, SmokeOptions options, List<string> notes, CancellationToken cancellationToken)
    {
        var all = await containers.ConfigureAwait(false);
        if (all.Count == 0)
        {
            throw new StackNotRunningException(stack);
        }

        if (project.Smoke.LogLines == 0)
        {
            return [];
        }

        var reading = new LogReading(project.Smoke);
        var redact = await redactor.ConfigureAwait(false);
        var found = new IReadOnlyList<LogFinding>[all.Count];
        await Parallel.ForAsync(0, all.Count, new ParallelOptions { MaxDegreeOfParallelism = MostLogsAtOnce, CancellationToken = cancellationToken }, async (place, token) =>
        {
            try
            {
                var log = await Containers.LogsAsync(all[place].Id, project.Smoke.LogLines, options.LogsSince, withTimes: false, token).ConfigureAwait(false);
                found[place] = reading.Find(all[place], log.Reveal(), redact);
            }
            catch (Exception failure) when (failure is DockerCommandFailedException or RegexMatchTimeoutException)
            {
                // Some log drivers cannot be read back, and a container can go meanwhile.
                found[place] = [];
                lock (notes)
                {
                    notes.Add(failure is DockerCommandFailedException
                        ? $"The log of {all[place].Name} could not be read; its lines were not looked at."
                        : $"A pattern of smoke.fatal or smoke.ignore took too long on the log of {all[place].Name}; its lines were not looked at.");
                }
            }
        }).ConfigureAwait(false);
        return [.. found.SelectMany(findings => findings)];
    }

    private async Task<IEnumerable<LogFinding>> RestartsAsync(IReadOnlyList<StackContainer> before, string stack, IReadOnlyList<SmokeAnswer> answers, CancellationToken cancellationToken)
    {
        // A second look is worth its time only where something has restarted before, or has not answered.
        var isCalm = answers.All(answer => answer.Passed) && before.All(container => container is { RestartCount: 0, State: not ContainerState.Restarting });
        var after = isCalm ? before : await Containers.OfProjectAsync(stack, cancellationToken).ConfigureAwait(false);
        return RestartReading.Find(before, after, project.Health.Restarts, Time.GetUtcNow());
    }
}
