using System.Collections.Concurrent;
using System.Diagnostics;

namespace DeployOps.Integration.Tests.Releases.Journal;

/// <summary>A process that runs <see cref="JournalProgram"/>.</summary>
internal sealed class OtherProcess : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _printed = new();

    public OtherProcess(params string[] arguments)
    {
        _process = Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(OtherProcess).Assembly.Location, .. arguments]) { RedirectStandardOutput = true })!;
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is not null)
            {
                _printed.Enqueue(line.Data);
            }
        };
        _process.BeginOutputReadLine();
    }

    public int Id => _process.Id;

    public IReadOnlyCollection<string> Printed => _printed;

    /// <summary>Waits until it has printed so many lines.</summary>
    public async Task<string> PrintedAsync(int count = 1)
    {
        var started = Stopwatch.GetTimestamp();
        while (_printed.Count < count)
        {
            if (_process.HasExited || Stopwatch.GetElapsedTime(started) > TimeSpan.FromSeconds(60))
            {
                throw new InvalidOperationException($"It printed only: {string.Join(" | ", _printed)}");
            }

            await Task.Delay(5);
        }

        return _printed.Last();
    }

    public async Task<int> EndAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <summary>Kills it as the kernel does when memory is short, without a word to it.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await EndAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
