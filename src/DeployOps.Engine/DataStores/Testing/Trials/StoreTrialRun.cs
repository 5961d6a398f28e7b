using System.Globalization;
using DeployOps.Engine.Stores.Graph;
using DeployOps.Engine.Stores.Postgres;
using DeployOps.Engine.Stores.Redis;

namespace DeployOps.Engine.DataStores.Testing.Trials;

/// <summary>Runs one store's trial: ping, sweep, the rounds, and the removal of what was written whatever happens.</summary>
/// <param name="store">The store.</param>
/// <param name="options">How it is tried.</param>
/// <param name="limit">How fast it has to answer, and the setting that says so.</param>
/// <param name="time">The clock.</param>
internal sealed class StoreTrialRun(DataStore store, DataStoreTestOptions options, (TimeSpan Time, string Setting) limit, TimeProvider time)
{
    private static readonly TimeSpan LongestCleaning = TimeSpan.FromSeconds(10);

    private readonly List<DataStoreTestStep> _steps = [];
    private readonly List<string> _notes = [];
    private TrialProblem? _problem;

    /// <summary>Runs it.</summary>
    /// <param name="open">Opens the way; what it gives keeps it open.</param>
    /// <param name="trialAt">The trial at the end of the way.</param>
    /// <param name="cancellationToken">Stops it; what was written is removed all the same.</param>
    public async Task<TrialOutcome> RunAsync(Func<CancellationToken, Task<OpenDataStore>> open, Func<OpenDataStore, IStoreTrial> trialAt, CancellationToken cancellationToken)
    {
        using var timer = new CancellationTokenSource(options.Timeout, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        OpenDataStore? way = null;
        try
        {
            if (await TryAsync(null, async token => way = await open(token).ConfigureAwait(false), both.Token, cancellationToken).ConfigureAwait(false) is { } problem)
            {
                Fail("ping", problem);
                return Outcome();
            }

            await RunAsync(trialAt(way!), $"{way!.Access}", both.Token, cancellationToken).ConfigureAwait(false);
            return Outcome();
        }
        finally
        {
            if (way is not null)
            {
                await way.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private async Task RunAsync(IStoreTrial trial, string where, CancellationToken cancellationToken, CancellationToken caller)
    {
        await using (trial.ConfigureAwait(false))
        {
            try
            {
                await TrialAsync(trial, where, cancellationToken, caller).ConfigureAwait(false);
            }
            finally
            {
                if (trial.HasLeft)
                {
                    await CleanAsync(trial).ConfigureAwait(false);
                }
            }
        }
    }

    private async Task TrialAsync(IStoreTrial trial, string where, CancellationToken cancellationToken, CancellationToken caller)
    {
        var ping = trial.Ping with { PrepareAsync = trial.OpenAsync, Done = $"{where}: {trial.Ping.Done}" };
        if (!await RoundsAsync(trial, [ping], cancellationToken, caller).ConfigureAwait(false) || options.PingOnly)
        {
            return;
        }

        await SweepAsync(trial, cancellationToken, caller).ConfigureAwait(false);
        foreach (var group in trial.Groups)
        {
            if (_problem is null)
            {
                await RoundsAsync(trial, group, cancellationToken, caller).ConfigureAwait(false);
            }
            else
            {
                foreach (var step in group)
                {
                    Report(new DataStoreTestStep(store.Kind, step.Name, null, null, null, "not tried, because of what failed before"));
                }
            }
        }
    }

    private async Task SweepAsync(IStoreTrial trial, CancellationToken cancellationToken, CancellationToken caller)
    {
        IReadOnlyList<string> swept = [];
        if (await TryAsync(trial, async token => swept = await trial.SweepAsync(token).ConfigureAwait(false), cancellationToken, caller).ConfigureAwait(false) is { } problem)
        {
            _notes.Add($"{StoreWords.NameOf(store)}: whether killed tests left something could not be looked up: {problem.Detail}.");
        }
        else if (swept.Count > 0)
        {
            _notes.AddRange(swept);
            Report(new DataStoreTestStep(store.Kind, "sweep", true, null, null, string.Create(CultureInfo.InvariantCulture, $"leftovers of killed tests: {swept.Count}; see the notes")));
        }
    }

    private async Task<bool> RoundsAsync(IStoreTrial trial, IReadOnlyList<TrialStep> group, CancellationToken cancellationToken, CancellationToken caller)
    {
        var times = group.Select(_ => new List<TimeSpan>()).ToList();
        for (var round = 0; round < (group.Any(step => step.IsOnce) ? 1 : options.Rounds); round++)
        {
            for (var index = 0; index < group.Count; index++)
            {
                var step = group[index];
                var problem = round == 0 && step.PrepareAsync is { } prepare ? await TryAsync(trial, prepare, cancellationToken, caller).ConfigureAwait(false) : null;
                problem ??= await MeasureAsync(trial, step, times[index], cancellationToken, caller).ConfigureAwait(false);
                if (problem is not null)
                {
                    Report(group.Take(index).Select((done, at) => Done(done, times[at])));
                    Fail(step.Name, problem);
                    Report(group.Skip(index + 1).Select(next => new DataStoreTestStep(store.Kind, next.Name, null, null, null, $"not tried, because {step.Name} failed")));
                    return false;
                }
            }
        }

        Report(group.Select((done, at) => Done(done, times[at])));
        return true;
    }

    private async Task<TrialProblem?> MeasureAsync(IStoreTrial trial, TrialStep step, List<TimeSpan> times, CancellationToken cancellationToken, CancellationToken caller)
    {
        string? wrong = null;
        var started = time.GetTimestamp();
        var problem = await TryAsync(trial, async token => wrong = await step.RunAsync(token).ConfigureAwait(false), cancellationToken, caller).ConfigureAwait(false);
        times.Add(time.GetElapsedTime(started));
        return problem ?? (wrong is null ? null : new TrialProblem($"{wrong}; look at {store.Keys}", "Look which server answers there, at its replication and at its memory.", IsAway: false));
    }

    private async Task<TrialProblem?> TryAsync(IStoreTrial? trial, Func<CancellationToken, Task> work, CancellationToken cancellationToken, CancellationToken caller)
    {
        try
        {
            await work(cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (DeployOpsException failure)
        {
            caller.ThrowIfCancellationRequested();
            return Problem(trial, failure);
        }
        catch (OperationCanceledException) when (!caller.IsCancellationRequested)
        {
            return new TrialProblem(
                string.Create(CultureInfo.InvariantCulture, $"it was not done within {options.Timeout.TotalSeconds:0.###} s; look at {store.Keys}"),
                "Look whether the server is overloaded, or allow more time.",
                IsAway: true);
        }
    }

    private TrialProblem Problem(IStoreTrial? trial, DeployOpsException failure)
    {
        // The first question of a store that refuses is already the one whether it is there.
        var isAway = _steps.Count == 0 || !IsRefusal(failure);
        var (reason, next) = (isAway ? null : trial?.Explain(failure)) ?? (StoreReasons.Of(failure, store.Keys) ?? failure.Message.TrimEnd('.'), failure.RecommendedAction);
        return new TrialProblem(reason.Contains(store.Keys, StringComparison.Ordinal) ? reason : $"{reason}; look at {store.Keys}", next, isAway);
    }

    private static bool IsRefusal(DeployOpsException failure) => failure switch
    {
        PostgresRefusedException refused => !refused.IsLoginRefused && refused.SqlState is not ("3D000" or "57P01" or "57P02" or "57P03" or "53300"),
        RedisRefusedException refused => refused.Code is not ("NOAUTH" or "LOADING" or "MASTERDOWN" or "CLUSTERDOWN"),
        GraphQueryException => true,
        _ => false,
    };

    private async Task CleanAsync(IStoreTrial trial)
    {
        // The caller's token may be cancelled, which is why there is something to be removed.
        using var timer = new CancellationTokenSource(LongestCleaning, time);
        try
        {
            await trial.CleanAsync(timer.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is DeployOpsException or OperationCanceledException)
        {
            var reason = failure is DeployOpsException named ? StoreReasons.Of(named, store.Keys) ?? named.Message.TrimEnd('.') : "it did not answer in time";
            _notes.Add(store.Kind == DataStoreKind.Redis
                ? $"Redis: what was written could not be removed ({reason}); it expires by itself within a minute."
                : $"{StoreWords.NameOf(store)}: what was written could not be removed ({reason}); the next test removes it.");
            if (_problem is null)
            {
                Fail("delete", new TrialProblem($"what was written could not be removed: {reason}", "Run the test again, which removes it.", failure is not DeployOpsException refused || !IsRefusal(refused)));
            }
        }
    }

    private DataStoreTestStep Done(TrialStep step, List<TimeSpan> times)
    {
        var (median, high) = (StepTimes.Percentile(times, 50), StepTimes.Percentile(times, 95));
        if (step.Name != "ping")
        {
            return new DataStoreTestStep(store.Kind, step.Name, true, median, high, step.Done);
        }

        var allowed = string.Create(CultureInfo.InvariantCulture, $"{limit.Time.TotalMilliseconds:0.###} ms");
        if (high <= limit.Time)
        {
            return new DataStoreTestStep(store.Kind, step.Name, true, median, high, $"{step.Done}; limit {allowed}");
        }

        _notes.Add($"{StoreWords.NameOf(store)} answers slower than its limit of {allowed} ({limit.Setting}).");
        return new DataStoreTestStep(store.Kind, step.Name, true, median, high, $"{step.Done}; slower than its limit of {allowed} ({limit.Setting})");
    }

    private void Fail(string step, TrialProblem problem)
    {
        _problem = problem;
        Report(new DataStoreTestStep(store.Kind, step, false, null, null, problem.Detail));
    }

    private void Report(IEnumerable<DataStoreTestStep> steps)
    {
        foreach (var step in steps)
        {
            Report(step);
        }
    }

    private void Report(DataStoreTestStep step)
    {
        _steps.Add(step);
        options.OnStep(step);
    }

    private TrialOutcome Outcome() => new(_steps, _notes, _problem is null ? null : $"{StoreWords.NameOf(store)}: {_problem.NextStep}", _problem?.IsAway == true);
}
