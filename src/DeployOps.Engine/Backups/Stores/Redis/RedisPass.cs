using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Backups.Stores.Redis;

/// <summary>Lets a server's RDB pass by. Its structure and its checksum are read on another thread meanwhile.</summary>
internal sealed class RedisPass(DataStoreAccess source, StoreRun run, BackupRedisSettings settings)
{
    /// <summary>Reads what a server holds while its RDB passes.</summary>
    /// <param name="withHash">Whether keys and values are hashed.</param>
    /// <param name="after">See <see cref="RedisContent"/>.</param>
    /// <param name="take">Takes the bytes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<(RedisTransferred Transfer, RedisContent Content)> ReadAsync(
        bool withHash, long after, Func<ReadOnlyMemory<byte>, CancellationToken, Task> take, CancellationToken cancellationToken)
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
            var transfer = await new RedisTransfer(source, run, settings).ReceiveAsync(
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
            return (transfer, await reading.ConfigureAwait(false));
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
}
