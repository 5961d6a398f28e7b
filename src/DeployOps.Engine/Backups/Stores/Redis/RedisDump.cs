using DeployOps.Engine.DataStores;

namespace DeployOps.Engine.Backups.Stores.Redis;

/// <summary>Brings a server's RDB into a file. Its structure and its checksum are read on another thread while it passes.</summary>
internal static class RedisDump
{
    /// <summary>The file's name.</summary>
    public const string FileName = "redis.rdb";

    public static async Task<StoreDump> RunAsync(DataStoreAccess source, IDumpFiles files, StoreRun run, CancellationToken cancellationToken)
    {
        var file = files.Create(FileName);
        await using (file.ConfigureAwait(false))
        {
            var (facts, at, content) = await PassAsync(source, withHash: false, RedisContent.NeverExpiring, (bytes, token) => file.WriteAsync(bytes, token).AsTask(), run, cancellationToken).ConfigureAwait(false);
            return new StoreDump
            {
                ServerVersion = facts.Version,
                Tool = "DeployOps, full synchronisation (SYNC)",
                Format = "rdb",
                SnapshotAt = at,
                Content = content.ToContent(),
                Notes = [.. NotesOf(facts, content)],
            };
        }
    }

    /// <summary>Reads what a server holds while its RDB passes.</summary>
    public static async Task<(RedisServerFacts Facts, DateTimeOffset At, RedisContent Content)> PassAsync(
        DataStoreAccess source, bool withHash, long after, Func<ReadOnlyMemory<byte>, CancellationToken, Task> take, StoreRun run, CancellationToken cancellationToken)
    {
        using var passing = new ChunkStream();
        var reading = Task.Factory.StartNew(
            () =>
            {
                try
                {
                    return new RedisContent(withHash, after).Read(passing);
                }
                catch (Exception failure)
                {
                    passing.Abandon(failure);
                    throw;
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        try
        {
            var (facts, at) = await new RedisTransfer(source, run).ReceiveAsync(
                async (bytes, token) =>
                {
                    if (bytes.Length > 0)
                    {
                        await take(bytes, token).ConfigureAwait(false);
                        await passing.PostAsync(bytes, token).ConfigureAwait(false);
                    }
                },
                cancellationToken).ConfigureAwait(false);
            passing.Complete();
            return (facts, at, await reading.ConfigureAwait(false));
        }
        catch (System.Threading.Channels.ChannelClosedException closed) when (closed.InnerException is DeployOpsException damage)
        {
            throw new RedisDumpFailedException(source, $"what it sent is no dump ({damage.ErrorId})", "Look whether the server is newer than this DeployOps knows, and at its log.", damage);
        }
        finally
        {
            passing.Complete(new OperationCanceledException());
            await ((Task)reading).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private static IEnumerable<string> NotesOf(RedisServerFacts facts, RedisContent content)
    {
        if (content.Expiring > 0)
        {
            yield return $"{content.Expiring} keys expire at some time: they are in the dump and not among the counts.";
        }

        if (content.ModuleData > 0)
        {
            yield return "Modules keep data of their own beside keys: that is in the dump, and a restore over the connection does not bring it back.";
        }

        if (content.IsWithoutChecksum)
        {
            yield return "The server writes no checksum (rdbchecksum no): the set's own hash stands alone.";
        }

        if (facts.LastSaveFailed)
        {
            yield return "The server's last save to its own disk failed (rdb_last_bgsave_status:err): it may refuse writes until one succeeds. Look at its disk and memory.";
        }

        if (facts.IsReplica)
        {
            yield return "It is a replica: what had not reached it yet is not in the dump.";
        }
    }
}
