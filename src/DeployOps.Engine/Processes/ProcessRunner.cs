using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace DeployOps.Engine.Processes;

/// <summary>Runs programs of the operating system, without a shell and without a window.</summary>
public sealed class ProcessRunner : IProcessRunner, IDuplexProcesses
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <inheritdoc/>
    public Task<ProcessResult> RunAsync(ProcessRequest request, CancellationToken cancellationToken)
    {
        var output = new StringBuilder();
        return RunAsync(
            request,
            (process, token) => ReadTextAsync(process.StandardOutput, output, request.OnOutputLine, token),
            () => new CapturedText(output.ToString()),
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<ProcessResult> RunStreamingAsync(ProcessRequest request, Func<Stream, CancellationToken, Task> readOutput, CancellationToken cancellationToken) =>
        RunAsync(request, (process, token) => readOutput(process.StandardOutput.BaseStream, token), () => default, cancellationToken);

    /// <inheritdoc/>
    public IDuplexProcess StartDuplex(ProcessRequest request) => new DuplexProcess(Start(request), request);

    private static async Task<ProcessResult> RunAsync(
        ProcessRequest request,
        Func<Process, CancellationToken, Task> readOutput,
        Func<CapturedText> captured,
        CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(request.Timeout);
        var started = Stopwatch.GetTimestamp();
        using var process = Start(request);
        var errors = new StringBuilder();
        try
        {
            if (request.OnStarted is { } onStarted && RunningProcess.Of(process.Id, request.Title ?? Path.GetFileName(request.FileName)) is { } running)
            {
                onStarted(running);
            }

            await Task.WhenAll(
                WriteInputAsync(process, request.StandardInput, limit.Token),
                readOutput(process, limit.Token),
                ReadTextAsync(process.StandardError, errors, request.OnErrorLine, limit.Token)).ConfigureAwait(false);
            await process.WaitForExitAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            StopTree(process);
            if (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested)
            {
                throw new ProcessTimeoutException(request.FileName, request.Timeout);
            }

            throw;
        }

        return new ProcessResult(process.ExitCode, captured(), new CapturedText(errors.ToString()), Stopwatch.GetElapsedTime(started));
    }

    private static Process Start(ProcessRequest request)
    {
        var start = new ProcessStartInfo(request.FileName, request.Arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = Utf8,
            StandardOutputEncoding = Utf8,
            StandardErrorEncoding = Utf8,
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = request.WorkingDirectory ?? "",
        };
        foreach (var (name, value) in request.Environment)
        {
            if (value is null)
            {
                start.Environment.Remove(name);
            }
            else
            {
                start.Environment[name] = value;
            }
        }

        try
        {
            return Process.Start(start) ?? throw new ProgramNotFoundException(request.FileName);
        }
        catch (Win32Exception failure) when (request.WorkingDirectory is null || Directory.Exists(request.WorkingDirectory))
        {
            throw new ProgramNotFoundException(request.FileName, failure);
        }
    }

    private static async Task WriteInputAsync(Process process, string? input, CancellationToken cancellationToken)
    {
        try
        {
            if (input is not null)
            {
                await process.StandardInput.WriteAsync(input.AsMemory(), cancellationToken).ConfigureAwait(false);
            }

            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The child ended or closed its input before it read everything: its exit code tells the outcome.
        }
    }

    private static async Task ReadTextAsync(StreamReader reader, StringBuilder text, Action<CapturedText>? onLine, CancellationToken cancellationToken)
    {
        if (onLine is null)
        {
            text.Append(await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false));
            return;
        }

        while (await reader.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            text.Append(line).Append('\n');
            onLine(new CapturedText(line));
        }
    }

    internal static void StopTree(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
            process.WaitForExit(TimeSpan.FromSeconds(5));
        }
        catch (InvalidOperationException)
        {
            // It had ended already.
        }
        catch (Win32Exception)
        {
            // It is ending, or the system refuses: there is nothing more to do for a process that is not ours any longer.
        }
    }
}
