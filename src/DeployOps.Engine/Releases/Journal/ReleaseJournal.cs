using DeployOps.Engine.Files;
using DeployOps.Engine.Files.Permissions;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Releases.Journal;

/// <summary>
/// The machine's truth about releases: an append-only, write-ahead file under <c>.deployops/</c> of the project (law 8). A record is on
/// the disk when <see cref="AppendAsync"/> comes back. Only the holder of the <see cref="ReleaseLock"/> writes; anybody reads at any time.
/// </summary>
/// <param name="project">The project.</param>
/// <param name="clock">The clock of records that come without their time; the machine's own when <see langword="null"/>.</param>
public sealed class ReleaseJournal(DeployProject project, TimeProvider? clock = null)
{
    private readonly Lock _gate = new();
    private Task _last = Task.CompletedTask;
    private JournalScan? _known;

    /// <summary>The journal's full path.</summary>
    public string Path { get; } = project.FullPath($"{StateFolder.Name}/journal.ndjson");

    /// <summary>Reads it; empty when there is none. A last line that was cut off is passed over, because it announced nothing that was done.</summary>
    /// <exception cref="JournalUnreadableException">It is there and cannot be read at all.</exception>
    /// <exception cref="NotARegularFileException">It is a pipe, a socket or a device.</exception>
    public async Task<JournalContent> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var stream = BlockLogReader.Open(Path);
            await using (stream.ConfigureAwait(false))
            {
                return (await JournalScan.RunAsync(stream, cancellationToken).ConfigureAwait(false)).ToContent();
            }
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return new JournalContent([], []);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new JournalUnreadableException(Path, failure);
        }
    }

    /// <summary>Begins an operation and gives it the next number. Numbers only grow, also over damaged lines.</summary>
    /// <param name="started">The operation; its number is not looked at.</param>
    /// <param name="cancellationToken">Nothing is written then; once writing has begun it is finished.</param>
    /// <exception cref="JournalNotWrittenException">It cannot be written; nothing was begun.</exception>
    /// <exception cref="NotARegularFileException">The journal is a pipe, a socket or a device.</exception>
    public Task<long> BeginAsync(OperationStarted started, CancellationToken cancellationToken) =>
        WriteAsync(scan => started with { Operation = scan.NextOperation }, cancellationToken);

    /// <summary>Appends a record. Only the holder of the lock does.</summary>
    /// <param name="record">The record with its operation's number; without a time it gets the present one.</param>
    /// <param name="cancellationToken">Nothing is written then; once writing has begun it is finished.</param>
    /// <exception cref="JournalOperationFinishedException">The operation has its terminal record.</exception>
    /// <exception cref="JournalOperationUnknownException">The journal does not know the operation.</exception>
    /// <exception cref="JournalNotWrittenException">It cannot be written.</exception>
    /// <exception cref="NotARegularFileException">The journal is a pipe, a socket or a device.</exception>
    public Task AppendAsync(JournalRecord record, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record is OperationStarted
            ? throw new ArgumentException($"An operation is begun with {nameof(BeginAsync)}.", nameof(record))
            : WriteAsync(
                scan => scan.IsFinished(record.Operation) switch
                {
                    null => throw new JournalOperationUnknownException(record.Operation),
                    true => throw new JournalOperationFinishedException(record.Operation),
                    false => record,
                },
                cancellationToken);
    }

    // Records of one process are written one after the other, in the order they were asked for.
    private Task<long> WriteAsync(Func<JournalScan, JournalRecord> choose, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var writing = WriteAfterAsync(_last, choose, cancellationToken);
            _last = writing;
            return writing;
        }
    }

    private async Task<long> WriteAfterAsync(Task previous, Func<JournalScan, JournalRecord> choose, CancellationToken cancellationToken)
    {
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ForceYielding);
        try
        {
            StateFolder.Make(System.IO.Path.GetDirectoryName(Path)!);
            RegularFile.Demand(Path);
            var stream = new FileStream(Path, Options());
            await using (stream.ConfigureAwait(false))
            {
                return await WriteAsync(stream, choose, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            _known = null;
            throw JournalNotWrittenException.Of(Path, failure);
        }
    }

    private async Task<long> WriteAsync(FileStream stream, Func<JournalScan, JournalRecord> choose, CancellationToken cancellationToken)
    {
        // Nobody else writes while the lock is held, so what was read once stays true as long as the length does.
        var scan = _known?.End == stream.Length ? _known : _known = await JournalScan.RunAsync(stream, cancellationToken).ConfigureAwait(false);
        var record = choose(scan);
        record = record.Time == default ? record with { Time = (clock ?? TimeProvider.System).GetUtcNow() } : record;
        var sequence = scan.LastSequence + 1;
        var line = JournalFormat.Write(sequence, record);
        if (line.Length > JournalFormat.LongestLine)
        {
            throw JournalNotWrittenException.TooLarge(Path, line.Length, JournalFormat.LongestLine);
        }

        cancellationToken.ThrowIfCancellationRequested();
        Append(stream, scan.End, scan.WantsLineEnd ? [(byte)'\n', .. line] : line);
        scan.Appended(record, sequence, stream.Length);
        return record.Operation;
    }

    private static void Append(FileStream stream, long end, byte[] bytes)
    {
        try
        {
            if (stream.Length > end)
            {
                stream.SetLength(end);
            }

            stream.Position = end;
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            TakeBack(stream, end);
            throw;
        }
    }

    private static void TakeBack(FileStream stream, long end)
    {
        try
        {
            stream.SetLength(end);
            stream.Flush(flushToDisk: true);
        }
        catch (IOException)
        {
            // What stays is a line that is cut off: readers pass over it, and the next writer removes it.
        }
    }

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read | FileShare.Delete,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }
}
