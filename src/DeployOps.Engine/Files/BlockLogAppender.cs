using System.Diagnostics;

namespace DeployOps.Engine.Files;

/// <summary>
/// Appends blocks to a log, whole or not at all, whoever else does so at the same time. A lock file in
/// <c>.deployops/</c> beside the log orders the writers and dies with its holder; the number of the last block is kept
/// there as well, so that numbers go on when the log is rotated.
/// </summary>
/// <param name="path">The log.</param>
/// <param name="timeout">How long to wait for other writers, and for a program that holds the log open.</param>
public sealed class BlockLogAppender(string path, TimeSpan timeout)
{
    private const int MostAttempts = 3;
    private readonly string _path = Path.GetFullPath(path);
    private readonly BlockLogSideFiles _side = new(Path.GetFullPath(path));

    /// <summary>Appends a block and flushes it to the disk, then reads it back.</summary>
    /// <param name="compose">Makes the block when its number is known. It must not append to the same log.</param>
    /// <param name="cancellationToken">Ends the wait; once writing has begun it is finished.</param>
    /// <returns>The block's number.</returns>
    /// <exception cref="FileLockTimeoutException">Other writers kept the lock for too long.</exception>
    /// <exception cref="BlockLogException">It was not written; the log is as it was.</exception>
    /// <exception cref="LogKeepsMovingException">The log was moved away each time.</exception>
    /// <exception cref="Permissions.NotARegularFileException">The log's name is a pipe, a socket or a device.</exception>
    public async Task<long> AppendAsync(Func<long, BlockLogContent> compose, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(compose);
        if (!Directory.Exists(Path.GetDirectoryName(_path)))
        {
            throw new LogFolderMissingException(_path);
        }

        RegularFile.Demand(_path);
        using var order = await LockAsync(cancellationToken).ConfigureAwait(false);
        var started = Stopwatch.GetTimestamp();
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var (sequence, offset, block) = await AppendOnceAsync(compose, started, cancellationToken).ConfigureAwait(false);

            // Truth is re-read: a log that was deleted between opening and writing took the block with it.
            if (await IsThereAsync(offset, block).ConfigureAwait(false))
            {
                await _side.RememberAsync(sequence).ConfigureAwait(false);
                return sequence;
            }
        }

        throw new LogKeepsMovingException(_path);
    }

    private async Task<FileLock> LockAsync(CancellationToken cancellationToken)
    {
        try
        {
            StateFolder.Make(Path.GetDirectoryName(_side.LockFile)!);
            return await FileLock.AcquireAsync(_side.LockFile, timeout, cancellationToken).ConfigureAwait(false);
        }
        catch (UnauthorizedAccessException failure)
        {
            throw new LogNotWritableException(_path, $"this account may not write '{_side.LockFile}'", failure);
        }
        catch (IOException failure)
        {
            throw LogFailures.Of(_path, failure, $"'{_side.LockFile}' cannot be made");
        }
    }

    private async Task<(long Sequence, long Offset, byte[] Block)> AppendOnceAsync(Func<long, BlockLogContent> compose, long started, CancellationToken cancellationToken)
    {
        var existed = File.Exists(_path);
        var stream = await OpenAsync(started, cancellationToken).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var length = stream.Length;
            try
            {
                await RefuseUtf16Async(stream, cancellationToken).ConfigureAwait(false);
                var tail = await BlockLogTail.FindAsync(stream, cancellationToken).ConfigureAwait(false);
                var sequence = 1 + Math.Max(tail.LastSequence, await _side.LastSequenceAsync(cancellationToken).ConfigureAwait(false));
                var content = compose(sequence);
                var block = BlockLogFormat.Write(sequence, content.Text, content.Payload);
                if (block.Length > BlockLogFormat.LargestBlock)
                {
                    throw new LogBlockTooLargeException(_path, block.Length, BlockLogFormat.LargestBlock);
                }

                byte[] closing = [.. tail.EndsInLine ? "\n"u8 : [], .. tail.IsCut ? BlockLogFormat.WriteCut(tail.LastSequence) : []];
                cancellationToken.ThrowIfCancellationRequested();
                Write(stream, length, [.. closing, .. block]);
                return (sequence, length + closing.Length, block);
            }
            catch when (TakeBack(stream, length, existed))
            {
                throw;
            }
        }
    }

    private async Task<FileStream> OpenAsync(long started, CancellationToken cancellationToken)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,

            // Readers and log rotation go on meanwhile; other writers are kept out by the lock, and on Windows by this too.
            Share = FileShare.Read | FileShare.Delete,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            // Secrets are masked before they come here, but hosts, people and error texts are nobody else's business.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        }

        while (true)
        {
            try
            {
                return new FileStream(_path, options);
            }
            catch (UnauthorizedAccessException failure)
            {
                throw new LogNotWritableException(_path, Directory.Exists(_path) ? "it is a folder" : "this account may not write it", failure);
            }
            catch (DirectoryNotFoundException)
            {
                throw new LogFolderMissingException(_path);
            }
            catch (IOException failure) when (SharingViolation.Is(failure))
            {
                var waited = Stopwatch.GetElapsedTime(started);
                if (waited >= timeout)
                {
                    throw new LogHeldOpenException(_path, waited, failure);
                }
            }
            catch (IOException failure)
            {
                throw LogFailures.Of(_path, failure, "it cannot be opened for writing");
            }

            await Task.Delay(Random.Shared.Next(10, 50), cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task RefuseUtf16Async(FileStream stream, CancellationToken cancellationToken)
    {
        var start = new byte[2];
        stream.Position = 0;
        if (await stream.ReadAtLeastAsync(start, 2, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false) == 2
            && start is [0xFF, 0xFE] or [0xFE, 0xFF])
        {
            throw new LogEncodingException(_path);
        }
    }

    private void Write(FileStream stream, long length, byte[] bytes)
    {
        try
        {
            stream.Position = length;
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }
        catch (IOException failure)
        {
            throw LogFailures.Of(_path, failure, null);
        }
    }

    // Runs as an exception filter, so that it happens whatever went wrong, and the failure keeps its stack.
    private bool TakeBack(FileStream stream, long length, bool existed)
    {
        try
        {
            if (stream.Length != length)
            {
                stream.SetLength(length);
                stream.Flush(flushToDisk: true);
            }

            if (!existed && length == 0)
            {
                File.Delete(_path);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // What stays is a block that is cut off; readers pass over it and the next writer closes it.
        }

        return true;
    }

    private async Task<bool> IsThereAsync(long offset, byte[] block)
    {
        try
        {
            var stream = BlockLogReader.Open(_path);
            await using (stream.ConfigureAwait(false))
            {
                var found = new byte[block.Length];
                stream.Position = offset;
                var read = await stream.ReadAtLeastAsync(found, found.Length, throwOnEndOfStream: false).ConfigureAwait(false);
                return read == block.Length && found.AsSpan().SequenceEqual(block);
            }
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It was written and flushed; somebody has just opened it without sharing, or only writing is allowed.
            return true;
        }
    }
}
