using System.Globalization;
using System.Text;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Stores.Redis;

namespace DeployOps.Engine.Backups.Stores.Redis;

/// <summary>
/// Brings the RDB of a server over the connection, as a replica is given it, so that nobody needs the server's disk. The server forks its own BGSAVE
/// for it. Source: redis.io, "How Redis replication works", and <c>replication.c</c>: empty lines while the save is prepared, then <c>$</c> and a length,
/// or <c>$EOF:</c> and forty bytes that stand again behind the last byte.
/// </summary>
internal sealed class RedisTransfer(DataStoreAccess source, StoreRun run, BackupRedisSettings settings)
{
    private const int MarkBytes = 40;
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(120);
    private static readonly TimeSpan LongestSave = TimeSpan.FromMinutes(30);

    /// <summary>Receives the RDB.</summary>
    /// <param name="take">Takes the bytes as they come; the memory is used again afterwards.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<RedisTransferred> ReceiveAsync(Func<ReadOnlyMemory<byte>, CancellationToken, Task> take, CancellationToken cancellationToken)
    {
        var connection = await RedisAccess.OpenAsync(source, run, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            var facts = await ReadyAsync(connection, cancellationToken).ConfigureAwait(false);

            // Without these the server writes its save to its own disk, or would go on with every change afterwards; older ones know neither.
            await TryAsync(connection, ["REPLCONF", "capa", "eof"], cancellationToken).ConfigureAwait(false);
            await TryAsync(connection, ["REPLCONF", "rdb-only", "1"], cancellationToken).ConfigureAwait(false);
            var at = await RedisAccess.TimeAsync(connection, cancellationToken).ConfigureAwait(false);
            var (stream, header, notes) = await BeginAsync(connection, cancellationToken).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                if (header.StartsWith("EOF:", StringComparison.Ordinal))
                {
                    await UntilMarkAsync(stream, Encoding.ASCII.GetBytes(header[4..]), take, cancellationToken).ConfigureAwait(false);
                }
                else
                {
                    await CountedAsync(stream, Length(header), take, cancellationToken).ConfigureAwait(false);
                }
            }

            return new RedisTransferred(facts, at, notes);
        }
    }

    private async Task<(Stream Stream, string Header, IReadOnlyList<string> Notes)> BeginAsync(IRedisConnection connection, CancellationToken cancellationToken)
    {
        var delay = settings.SkipSyncDelay ? await RedisSyncDelay.SkipAsync(source, run, cancellationToken).ConfigureAwait(false) : null;
        try
        {
            await connection.PostAsync(["SYNC"], cancellationToken).ConfigureAwait(false);
            var stream = connection.TakeStream();
            var header = await HeaderAsync(stream, cancellationToken).ConfigureAwait(false);
            return (stream, header, await EndAsync(delay).ConfigureAwait(false));
        }
        catch
        {
            _ = await EndAsync(delay).ConfigureAwait(false);
            throw;
        }
    }

    private static async Task<IReadOnlyList<string>> EndAsync(RedisSyncDelay? delay) =>
        delay is not null && await delay.PutBackAsync().ConfigureAwait(false) is { } note ? [note] : [];

    // A save that runs already would be shared or waited for in a way of the server's own; its end is waited for here, where it can be said.
    private async Task<RedisServerFacts> ReadyAsync(IRedisConnection connection, CancellationToken cancellationToken)
    {
        var started = run.Time.GetTimestamp();
        while (true)
        {
            var facts = await RedisServerFacts.AskAsync(connection, cancellationToken).ConfigureAwait(false);
            if (facts.IsLoading)
            {
                throw new RedisNotReadyException(source, "it still reads its own data", "Wait until it has, then run the backup again.");
            }

            if (facts.IsOutOfStep)
            {
                throw new RedisNotReadyException(source, "it is a replica that has lost the server it copies, so its data may be old", "Back the primary up, or mend the replication first.");
            }

            if (facts.IsOfCluster)
            {
                throw new RedisNotReadyException(source, "it is one node of a cluster and holds a part of the data only", "Back a cluster up with its own means; DeployOps backs single servers up.");
            }

            if (!facts.IsSaving)
            {
                return facts;
            }

            if (run.Time.GetElapsedTime(started) > LongestSave)
            {
                throw new RedisNotReadyException(source, "a save has been running for 30 minutes", "Look at the server's log and its disk.");
            }

            run.OnProgress("the server is saving; waiting for its end");
            await Task.Delay(TimeSpan.FromMilliseconds(250), run.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task TryAsync(IRedisConnection connection, IReadOnlyList<RedisArgument> command, CancellationToken cancellationToken)
    {
        try
        {
            await connection.SendAsync(command, cancellationToken).ConfigureAwait(false);
        }
        catch (RedisRefusedException)
        {
            // It also goes without.
        }
    }

    private async Task<string> HeaderAsync(Stream stream, CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (true)
        {
            if (await ReadAsync(stream, one, cancellationToken).ConfigureAwait(false) == 0)
            {
                throw Ended();
            }

            // An empty line is a sign of life while the save is prepared.
            if (one[0] == '\n')
            {
                var text = line.ToString().TrimEnd('\r');
                line.Clear();
                if (text.Length > 0)
                {
                    return text[0] == '$' ? text[1..] : throw Refused(text);
                }
            }
            else if (line.Append((char)one[0]).Length > 512)
            {
                throw new RedisDumpFailedException(source, "it answers SYNC with something that is no RDB", "Look whether a proxy stands between here and the server: replication does not go through every one.");
            }
        }
    }

    private async Task CountedAsync(Stream stream, long length, Func<ReadOnlyMemory<byte>, CancellationToken, Task> take, CancellationToken cancellationToken)
    {
        var buffer = new byte[512 * 1024];
        while (length > 0)
        {
            var read = await ReadAsync(stream, buffer.AsMemory(0, (int)Math.Min(buffer.Length, length)), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                throw Ended();
            }

            await take(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            length -= read;
        }
    }

    // The last forty bytes are held back always, because they may be the mark.
    private async Task UntilMarkAsync(Stream stream, byte[] mark, Func<ReadOnlyMemory<byte>, CancellationToken, Task> take, CancellationToken cancellationToken)
    {
        if (mark.Length != MarkBytes)
        {
            throw new RedisDumpFailedException(source, "it announces an end that is none", "Look whether a proxy stands between here and the server.");
        }

        var buffer = new byte[512 * 1024];
        var held = 0;
        while (true)
        {
            var read = await ReadAsync(stream, buffer.AsMemory(held), cancellationToken).ConfigureAwait(false);
            if (read == 0)
            {
                throw Ended();
            }

            held += read;
            if (held < MarkBytes)
            {
                continue;
            }

            await take(buffer.AsMemory(0, held - MarkBytes), cancellationToken).ConfigureAwait(false);
            buffer.AsSpan(held - MarkBytes, MarkBytes).CopyTo(buffer);
            held = MarkBytes;
            if (buffer.AsSpan(0, MarkBytes).SequenceEqual(mark))
            {
                return;
            }
        }
    }

    private async Task<int> ReadAsync(Stream stream, Memory<byte> buffer, CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(LongestSilence, run.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, cancellationToken);
        try
        {
            return await stream.ReadAsync(buffer, both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new RedisDumpFailedException(source, "it was silent for 120 s", "Look at the server's log; saving may have failed there.");
        }
        catch (Exception failure) when (failure is IOException or System.Net.Sockets.SocketException or ObjectDisposedException)
        {
            throw Ended(failure);
        }
    }

    private long Length(string header) => long.TryParse(header, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
        ? length
        : throw new RedisDumpFailedException(source, "it announces a length that is none", "Look whether a proxy stands between here and the server.");

    // Only the first word of a refusal is kept: the rest may repeat what was sent.
    private RedisDumpFailedException Refused(string text)
    {
        var code = text.TrimStart('-').Split(' ')[0];
        return new RedisDumpFailedException(
            source,
            $"it refuses SYNC ({(code.All(char.IsAsciiLetterUpper) ? code : "an error")})",
            code is "NOPERM" or "NOAUTH" ? "Give the user the right: ACL SETUSER … +sync +replconf +info +time, or name another user in the URL." : "Look at the server's log; it may have no memory for a fork, or be loading.");
    }

    private RedisDumpFailedException Ended(Exception? cause = null) => new(
        source, "the connection ended before the dump was whole", "Look at the server's log: it may have been stopped, its save may have failed, or client-output-buffer-limit for replicas is too small.", cause);
}
