using System.Diagnostics;
using System.Text;

namespace DeployOps.Engine.Processes;

/// <summary>A process with open standard input and output.</summary>
internal sealed class DuplexProcess : IDuplexProcess
{
    // What a program complains about is in its first lines; one that runs for hours must not fill memory.
    private const int MostErrorCharacters = 64 * 1024;

    private readonly Process _process;
    private readonly CancellationTokenSource _limit = new();
    private readonly CancellationTokenSource _disposed = new();

    public DuplexProcess(Process process, ProcessRequest request)
    {
        _process = process;
        Input = process.StandardInput.BaseStream;
        Output = process.StandardOutput.BaseStream;
        _limit.CancelAfter(request.Timeout);
        Completion = WatchAsync(request);
    }

    public Stream Input { get; }

    public Stream Output { get; }

    public Task<ProcessResult> Completion { get; }

    public async ValueTask DisposeAsync()
    {
        if (_disposed.IsCancellationRequested)
        {
            return;
        }

        await _disposed.CancelAsync().ConfigureAwait(false);
        await ((Task)Completion).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _process.Dispose();
        _limit.Dispose();
    }

    private async Task<ProcessResult> WatchAsync(ProcessRequest request)
    {
        var started = Stopwatch.GetTimestamp();
        var errors = new StringBuilder();
        using var end = CancellationTokenSource.CreateLinkedTokenSource(_limit.Token, _disposed.Token);
        try
        {
            await ReadErrorsAsync(request.OnErrorLine, errors, end.Token).ConfigureAwait(false);
            await _process.WaitForExitAsync(end.Token).ConfigureAwait(false);
            return new ProcessResult(_process.ExitCode, default, new CapturedText(errors.ToString()), Stopwatch.GetElapsedTime(started));
        }
        catch (OperationCanceledException)
        {
            ProcessRunner.StopTree(_process);
            if (!_disposed.IsCancellationRequested)
            {
                throw new ProcessTimeoutException(request.FileName, request.Timeout);
            }

            throw;
        }
    }

    private async Task ReadErrorsAsync(Action<CapturedText>? onLine, StringBuilder errors, CancellationToken cancellationToken)
    {
        while (await _process.StandardError.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (errors.Length + line.Length < MostErrorCharacters)
            {
                errors.Append(line).Append('\n');
            }

            onLine?.Invoke(new CapturedText(line));
        }
    }
}
