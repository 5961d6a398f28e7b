using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Backups.Stores.Postgres;

/// <summary>Runs a program of PostgreSQL with streams on both sides.</summary>
internal static class PostgresToolRun
{
    private const int BufferBytes = 1 << 17;

    /// <summary>Runs it to its end. Whatever happens, nothing of it is left and nobody holds its streams when this returns.</summary>
    /// <param name="processes">Starts it.</param>
    /// <param name="request">The program.</param>
    /// <param name="feed">Writes its input; without one the input stays open, and empty, until it has ended.</param>
    /// <param name="read">Reads its output to the end.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task<ProcessResult> RunAsync(
        IDuplexProcesses processes, ProcessRequest request, Func<Stream, CancellationToken, Task>? feed, Func<Stream, CancellationToken, Task> read, CancellationToken cancellationToken)
    {
        using var work = new JointWork(cancellationToken);
        var process = processes.StartDuplex(request);
        try
        {
            work.Add(read(process.Output, work.Token));
            work.Add(feed is null ? Task.CompletedTask : feed(process.Input, work.Token));
            await work.EndAsync().ConfigureAwait(false);
            return await process.Completion.WaitAsync(work.Token).ConfigureAwait(false);
        }
        finally
        {
            // A read of a pipe cannot be cancelled everywhere; it ends with the process.
            await process.DisposeAsync().ConfigureAwait(false);
            await work.SettleAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Copies a file into a program and closes its input.</summary>
    /// <param name="file">The file.</param>
    /// <param name="input">The program's input.</param>
    /// <param name="isToEnd">Whether the file is read to its end also when the program needs no more of it: what is there proves the file.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task FeedAsync(Stream file, Stream input, bool isToEnd, CancellationToken cancellationToken)
    {
        var buffer = new byte[BufferBytes];
        var isOpen = true;
        while ((isOpen || isToEnd) && await file.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is var read and > 0)
        {
            try
            {
                if (isOpen)
                {
                    await input.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                }
            }
            catch (IOException)
            {
                // It ended or closed its input: its exit code tells why.
                isOpen = false;
            }
        }

        try
        {
            await input.DisposeAsync().ConfigureAwait(false);
        }
        catch (IOException)
        {
            // As above.
        }
    }

    /// <summary>The first things that a program complained about, in one line, without secrets.</summary>
    public static string Said(ProcessResult result, Func<string, string> redact)
    {
        const int most = 400;
        var lines = result.StandardError.Show(redact).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.Contains(": warning:", StringComparison.Ordinal)).Take(3);
        var text = string.Join("; ", lines);
        return text.Length > most ? text[..most] + "…" : text;
    }
}
