namespace DeployOps.Engine.Backups.Stores.Redis;

/// <summary>A dump in a set.</summary>
internal static class RedisFile
{
    /// <summary>Reads it to its end; the stream itself compares it with the manifest there.</summary>
    public static RedisContent Read(IStoredFiles files, bool withHash, long after, CancellationToken cancellationToken)
    {
        using var file = files.OpenRead(RedisDump.FileName);
        using var stopped = cancellationToken.UnsafeRegister(static stream => ((Stream)stream!).Dispose(), file);
        try
        {
            var content = new RedisContent(withHash, after).Read(file);

            // The reader stops behind the checksum; the read that finds nothing more is the one that proves the file.
            while (file.Read(new byte[4096]) > 0)
            {
                throw new Rdb.RdbFormatException("something follows behind its end", file.CanSeek ? file.Position : 0);
            }

            return content;
        }
        catch (ObjectDisposedException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }
}
