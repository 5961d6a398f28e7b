using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Releases.Smoke;

/// <summary>Makes the requests side by side, each until it is answered as it should be or its tries are used up.</summary>
internal sealed class SmokeRequests(SmokeSettings settings, TimeProvider time)
{
    /// <summary>The longest wait between two tries.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>After this no request is tried anew, however many tries it has left.</summary>
    public static readonly TimeSpan LongestRequest = TimeSpan.FromMinutes(10);

    // More at once would measure how they stand in each other's way.
    private const int MostAtOnce = 4;

    /// <summary>How long to wait before a further try, counted from 1. There is no chance in it, so that a failing release takes the same time each time.</summary>
    public static TimeSpan WaitBefore(int retry, TimeSpan backoff) =>
        TimeSpan.FromSeconds(Math.Min(backoff.TotalSeconds * Math.Pow(2, retry - 1), LongestWait.TotalSeconds));

    /// <summary>Makes them, and hands on the answers in the order of the list.</summary>
    public async Task<IReadOnlyList<SmokeAnswer>> AskAsync(Uri address, IReadOnlyList<SmokeRequest> requests, Func<SmokeAnswer, Task<SmokeAnswer>> finish, CancellationToken cancellationToken)
    {
        using var client = new SmokeClient(address);
        using var room = new SemaphoreSlim(MostAtOnce);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var tasks = requests.Select(request => AskAsync(client, room, request, stop.Token)).ToList();
        try
        {
            var answers = new List<SmokeAnswer>();
            foreach (var task in tasks)
            {
                answers.Add(await finish(await task.ConfigureAwait(false)).ConfigureAwait(false));
            }

            return answers;
        }
        finally
        {
            // None may outlive the client.
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(tasks.Cast<Task>()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<SmokeAnswer> AskAsync(SmokeClient client, SemaphoreSlim room, SmokeRequest request, CancellationToken cancellationToken)
    {
        if (request.Refusal.Length > 0)
        {
            return new SmokeAnswer(request.Settings.Path, Passed: false, Status: null, TimeSpan.Zero, Tries: 0, request.Refusal);
        }

        var started = time.GetTimestamp();
        for (var tries = 1; ; tries++)
        {
            var answer = await TryAsync(client, room, request, tries, cancellationToken).ConfigureAwait(false);
            if (answer.Passed || tries > settings.Retries || time.GetElapsedTime(started) > LongestRequest)
            {
                return answer;
            }

            await Task.Delay(WaitBefore(tries, settings.Backoff), time, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<SmokeAnswer> TryAsync(SmokeClient client, SemaphoreSlim room, SmokeRequest request, int tries, CancellationToken cancellationToken)
    {
        await room.WaitAsync(cancellationToken).ConfigureAwait(false);
        var limit = settings.Timeout > request.Settings.Latency ? settings.Timeout : request.Settings.Latency;
        using var clock = new CancellationTokenSource(limit, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(clock.Token, cancellationToken);
        var started = time.GetTimestamp();
        SmokeAnswer Failed(string detail, int? status) => new(request.Settings.Path, Passed: false, status, time.GetElapsedTime(started), tries, detail);
        int? status = null;
        try
        {
            using var response = await client.SendAsync(request, either.Token).ConfigureAwait(false);
            status = (int)response.StatusCode;
            var body = await SmokeBody.ReadAsync(response.Content, either.Token).ConfigureAwait(false);
            var latency = time.GetElapsedTime(started);
            var problems = SmokeExpectation.Problems(request.Settings, response, body, latency);
            return new SmokeAnswer(request.Settings.Path, problems.Count == 0, status, latency, tries, string.Join("; ", problems));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(FormattableString.Invariant($"{(status is null ? "no answer" : "the answer was not complete")} within {limit.TotalSeconds:0.###} s (timeout)"), status);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException or InvalidDataException)
        {
            return Failed(SmokeConnectionProblem.Of(failure, client.CertificateProblem), status);
        }
        finally
        {
            room.Release();
        }
    }
}
