using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace DeployOps.Integration.Tests.Releases;

/// <summary>A process that appends to a log.</summary>
internal sealed class AppendingProcess : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _printed = new();

    public AppendingProcess(string log, int count, int size, params string[] prefix)
    {
        string[] command =
        [
            .. prefix, "dotnet", "exec", typeof(AppendingProcess).Assembly.Location,
            log, count.ToString(CultureInfo.InvariantCulture), size.ToString(CultureInfo.InvariantCulture),
        ];
        _process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true })!;
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is not null)
            {
                _printed.Enqueue(line.Data);
            }
        };
        _process.BeginOutputReadLine();
    }

    /// <summary>What it printed so far: the number of each block that was written, or an error's identifier.</summary>
    public IReadOnlyCollection<string> Printed => _printed;

    public async Task<int> EndAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

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
