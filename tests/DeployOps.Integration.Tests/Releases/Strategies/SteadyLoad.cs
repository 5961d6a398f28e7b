using System.Collections.Concurrent;
using System.Diagnostics;

namespace DeployOps.Integration.Tests.Releases.Strategies;

/// <summary>Requests at a steady rate, whether or not earlier ones were answered; every other one takes a while on the server.</summary>
internal sealed class SteadyLoad : IAsyncDisposable
{
    private const int PerSecond = 200;
    private readonly HttpClient _client;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentBag<Task> _requests = [];
    private readonly Task _sender;

    public SteadyLoad(Uri address)
    {
        _client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 1000 }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(15) };
        _sender = SendAsync();
    }

    public ConcurrentBag<string> Answers { get; } = [];

    public ConcurrentBag<string> Failures { get; } = [];

    public ConcurrentBag<double> Milliseconds { get; } = [];

    /// <summary>Ends the load and waits for the answers that are under way.</summary>
    public async Task<string> EndAsync()
    {
        await _stop.CancelAsync();
        await _sender;
        await Task.WhenAll(_requests);
        var times = Milliseconds.Order().ToList();
        return FormattableString.Invariant($"{Answers.Count} answered, {Failures.Count} lost; median {At(0.5):0} ms, 99% {At(0.99):0} ms, slowest {At(1):0} ms; first failures: {string.Join(" | ", Failures.Take(5))}");

        double At(double part) => times.Count == 0 ? 0 : times[(int)Math.Min(times.Count - 1, times.Count * part)];
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _client.Dispose();
        _stop.Dispose();
    }

    private async Task SendAsync()
    {
        var started = Stopwatch.GetTimestamp();
        for (var sent = 0; !_stop.IsCancellationRequested; await Task.Delay(10))
        {
            for (var due = (int)(Stopwatch.GetElapsedTime(started).TotalSeconds * PerSecond); sent < due; sent++)
            {
                _requests.Add(AskAsync(sent % 10 == 0 ? "/slow" : "/"));
            }
        }
    }

    private async Task AskAsync(string path)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            using var answer = await _client.GetAsync(new Uri(path, UriKind.Relative));
            var body = await answer.Content.ReadAsStringAsync();
            if ((int)answer.StatusCode == 200)
            {
                Answers.Add(body);
                Milliseconds.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
            else
            {
                Failures.Add(FormattableString.Invariant($"{(int)answer.StatusCode} after {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms"));
            }
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
        {
            Failures.Add(FormattableString.Invariant($"{failure.GetType().Name} after {Stopwatch.GetElapsedTime(started).TotalMilliseconds:0} ms"));
        }
    }
}
