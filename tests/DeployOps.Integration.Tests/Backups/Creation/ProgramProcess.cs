using System.Collections.Concurrent;
using System.Diagnostics;

namespace DeployOps.Integration.Tests.Backups.Creation;

/// <summary>This assembly as a process of its own.</summary>
internal sealed class ProgramProcess : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _printed = new();

    public ProgramProcess(params string[] arguments)
    {
        _process = Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(ProgramProcess).Assembly.Location, .. arguments]) { RedirectStandardOutput = true })!;
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is not null)
            {
                _printed.Enqueue(line.Data);
            }
        };
        _process.BeginOutputReadLine();
    }

    /// <summary>What it printed so far.</summary>
    public IReadOnlyCollection<string> Printed => _printed;

    public async Task KillAsync()
    {
        _process.Kill();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await _process.WaitForExitAsync(limit.Token);
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
