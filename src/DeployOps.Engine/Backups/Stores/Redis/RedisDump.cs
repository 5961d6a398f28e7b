namespace DeployOps.Engine.Backups.Stores.Redis;

/// <summary>Brings a server's RDB into a file.</summary>
internal sealed class RedisDump(RedisPass pass)
{
    /// <summary>The file's name.</summary>
    public const string FileName = "redis.rdb";

    public async Task<StoreDump> RunAsync(IDumpFiles files, CancellationToken cancellationToken)
    {
        var file = files.Create(FileName);
        await using (file.ConfigureAwait(false))
        {
            var (transfer, content) = await pass.ReadAsync(withHash: false, RedisContent.NeverExpiring, (bytes, token) => file.WriteAsync(bytes, token).AsTask(), cancellationToken).ConfigureAwait(false);
            return new StoreDump
            {
                ServerVersion = transfer.Facts.Version,
                Tool = "DeployOps, full synchronisation (SYNC)",
                Format = "rdb",
                SnapshotAt = transfer.At,
                Content = content.ToContent(),
                Notes = [.. NotesOf(transfer.Facts, content), .. transfer.Notes],
            };
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
