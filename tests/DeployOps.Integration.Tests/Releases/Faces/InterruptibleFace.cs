using System.Diagnostics;
using System.Text;
using DeployOps.Integration.Tests.Support;

namespace DeployOps.Integration.Tests.Releases.Faces;

/// <summary>The console face as a process that can be sent Ctrl+C, and other signals.</summary>
internal sealed class InterruptibleFace : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    public InterruptibleFace(string folder, IReadOnlyList<string> arguments)
    {
        _process = Process.Start(new ProcessStartInfo("dotnet", [ConsoleFace.Program, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Append(_errors, line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Errors
    {
        get
        {
            lock (_errors)
            {
                return _errors.ToString();
            }
        }
    }

    /// <summary>Waits until it printed a text.</summary>
    public async Task SaysAsync(string text)
    {
        var clock = Stopwatch.StartNew();
        while (!Said(text))
        {
            if (_process.HasExited || clock.Elapsed > Patience)
            {
                throw new InvalidOperationException($"it never said '{text}': {_output}{Errors}");
            }

            await Task.Delay(20);
        }
    }

    public Task InterruptAsync(string signal = "-INT") => Command.RunAsync(null, "kill", signal, $"{_process.Id}");

    public async Task<int> EndAsync()
    {
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private static void Append(StringBuilder text, string? line)
    {
        lock (text)
        {
            text.AppendLine(line);
        }
    }

    private bool Said(string text)
    {
        lock (_output)
        {
            return _output.ToString().Contains(text, StringComparison.Ordinal);
        }
    }
}
