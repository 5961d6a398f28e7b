using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Backups.Stores.Redis.Rdb;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Stores.Redis;

namespace DeployOps.Engine.Backups.Stores.Redis;

/// <summary>
/// Puts an RDB into a server key by key with RESTORE, which takes a value in the very bytes of the file: no access to the server's disk, no restart.
/// Source: redis.io, RESTORE and DUMP; the value is followed by the RDB version and a CRC-64.
/// </summary>
internal sealed class RedisRestore(DataStoreAccess target, IStoredFiles files, StoreRun run, RedisPass pass)
{
    private const int BatchBytes = 2 * 1024 * 1024;
    private const int BatchKeys = 2000;
    private const string StartAgain = "Nothing else writes there until it is whole: run the restore again with -Force, which begins with an empty server.";
    private static readonly TimeSpan LongestBatch = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(1);
    private readonly List<IReadOnlyList<RedisArgument>> _batch = [];
    private long _batchBytes;
    private long _restored;
    private long _database = -1;

    /// <summary>Restores and compares.</summary>
    public async Task<StoreContent> RunAsync(bool replace, CancellationToken cancellationToken)
    {
        // The whole file first: after that nothing is wrong with it that could show in the middle.
        _ = await Task.Run(() => RedisFile.Read(files, withHash: true, RedisContent.NeverExpiring, cancellationToken), cancellationToken).ConfigureAwait(false);
        var connection = await RedisAccess.OpenAsync(target, run, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            await DemandAsync(connection, replace, cancellationToken).ConfigureAwait(false);
            if (replace)
            {
                await connection.SendAsync(["FLUSHALL"], LongestBatch, cancellationToken).ConfigureAwait(false);
                await TryFlushFunctionsAsync(connection, cancellationToken).ConfigureAwait(false);
            }

            var now = (await RedisAccess.TimeAsync(connection, cancellationToken).ConfigureAwait(false)).ToUnixTimeMilliseconds();
            try
            {
                await PutAsync(connection, now, cancellationToken).ConfigureAwait(false);
            }
            catch (DeployOpsException failure) when (failure is not RedisRestoreFailedException)
            {
                throw new RedisRestoreFailedException(target, _restored, $"it failed ({failure.ErrorId})", StartAgain, failure);
            }

            return await CompareAsync(connection, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task DemandAsync(IRedisConnection connection, bool replace, CancellationToken cancellationToken)
    {
        var facts = await RedisServerFacts.AskAsync(connection, cancellationToken).ConfigureAwait(false);
        if (facts.IsReplica)
        {
            throw new RedisNotReadyException(target, "it is a replica and takes no writes", "Restore into the primary.");
        }

        if (facts.IsOfCluster)
        {
            throw new RedisNotReadyException(target, "it is one node of a cluster", "Restore into a single server, or bring the keys into the cluster with its own means.");
        }

        if (!replace && (facts.Keys > 0 || await RedisEstimate.FunctionsAsync(connection, cancellationToken).ConfigureAwait(false) > 0))
        {
            throw new RedisNotEmptyException(target, facts.Keys);
        }

        if (facts.Evicts)
        {
            run.OnProgress("the server throws keys away when memory is short (maxmemory-policy); the comparison will show it");
        }

        using var file = files.OpenRead(RedisDump.FileName);
        var version = new RdbReader(file, withValues: false).Version;
        await DemandVersionAsync(connection, version, cancellationToken).ConfigureAwait(false);
    }

    // A server says whether it takes values of a version only when it is given one.
    private async Task DemandVersionAsync(IRedisConnection connection, int version, CancellationToken cancellationToken)
    {
        var key = $"deployops:probe:{run.Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}:{Guid.NewGuid():N}";
        var value = new ArrayBufferWriter<byte>();
        value.Write<byte>([1, (byte)'x']);
        try
        {
            await connection.SendAsync(["RESTORE", key, 60_000L, Payload(RdbTypes.String, value.WrittenSpan, version)], cancellationToken).ConfigureAwait(false);
            await connection.SendAsync(["DEL", key], cancellationToken).ConfigureAwait(false);
        }
        catch (RedisRefusedException refused)
        {
            throw new RedisNotReadyException(
                target,
                refused.Code == "NOPERM" ? "the user may not RESTORE (NOPERM)" : string.Create(CultureInfo.InvariantCulture, $"it does not take values of RDB version {version} ({refused.Code})"),
                refused.Code == "NOPERM" ? "Give the user the right: ACL SETUSER … +restore +flushall +select +function." : "Restore into a server of the version that the dump is from, or a later one of the same product.");
        }
    }

    private async Task PutAsync(IRedisConnection connection, long now, CancellationToken cancellationToken)
    {
        using var file = files.OpenRead(RedisDump.FileName);
        var reader = new RdbReader(file, withValues: true);
        var entry = new RdbEntry();
        while (reader.Read(entry))
        {
            if (entry.Expiry <= now)
            {
                continue;
            }

            if (entry.Database != _database)
            {
                await SendAsync(connection, cancellationToken).ConfigureAwait(false);
                _database = entry.Database;
                await connection.SendAsync(["SELECT", _database], cancellationToken).ConfigureAwait(false);
            }

            Add(entry, reader.Version);
            if (_batchBytes >= BatchBytes || _batch.Count >= BatchKeys)
            {
                await SendAsync(connection, cancellationToken).ConfigureAwait(false);
            }
        }

        await SendAsync(connection, cancellationToken).ConfigureAwait(false);
        foreach (var code in reader.Functions)
        {
            await connection.SendAsync(["FUNCTION", "LOAD", "REPLACE", code], cancellationToken).ConfigureAwait(false);
        }
    }

    private void Add(RdbEntry entry, int version)
    {
        var command = new List<RedisArgument> { "RESTORE", entry.Key, entry.Expiry ?? 0, Payload(entry.Type, entry.Value.WrittenSpan, version) };
        if (entry.Expiry is not null)
        {
            command.Add("ABSTTL");
        }

        if (entry.Idle is { } idle)
        {
            command.AddRange(["IDLETIME", idle]);
        }
        else if (entry.Frequency is { } frequency)
        {
            command.AddRange(["FREQ", (long)frequency]);
        }

        _batch.Add(command);
        _batchBytes += entry.Key.Length + entry.Value.WrittenCount;
    }

    private async Task SendAsync(IRedisConnection connection, CancellationToken cancellationToken)
    {
        if (_batch.Count == 0)
        {
            return;
        }

        var answers = await connection.SendAllAsync(_batch, LongestBatch, cancellationToken).ConfigureAwait(false);
        if (answers.FirstOrDefault(answer => answer.IsError) is { } refused)
        {
            var code = refused.Reveal().Split(' ')[0];
            throw new RedisRestoreFailedException(
                target, _restored + answers.Count(answer => !answer.IsError), $"it refused a value ({(code.All(char.IsAsciiLetterUpper) ? code : "an error")})",
                code == "OOM" ? "Give the server more memory (maxmemory), then run the restore again with -Force." : StartAgain);
        }

        _restored += _batch.Count;
        _batch.Clear();
        _batchBytes = 0;
        run.OnProgress(string.Create(CultureInfo.InvariantCulture, $"{_restored} keys"));
    }

    // Keys that expire are compared as far as they are due a good while after this moment, on both sides alike.
    private async Task<StoreContent> CompareAsync(IRedisConnection connection, CancellationToken cancellationToken)
    {
        var after = (await RedisAccess.TimeAsync(connection, cancellationToken).ConfigureAwait(false) + Slack).ToUnixTimeMilliseconds();
        var wanted = await Task.Run(() => RedisFile.Read(files, withHash: true, after, cancellationToken), cancellationToken).ConfigureAwait(false);
        var there = (await pass.ReadAsync(withHash: true, after, static (_, _) => Task.CompletedTask, cancellationToken).ConfigureAwait(false)).Content;
        return there.Due == wanted.Due ? there.ToContent() : throw new RedisRestoreFailedException(
            target, _restored, string.Create(CultureInfo.InvariantCulture, $"its content was found to be another than that of the dump: {there.DueKeys} keys are due, {wanted.DueKeys} should be"),
            "Look whether something writes to the server, or whether it throws keys away (maxmemory-policy); then run the restore again with -Force.");
    }

    private static async Task TryFlushFunctionsAsync(IRedisConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await connection.SendAsync(["FUNCTION", "FLUSH"], cancellationToken).ConfigureAwait(false);
        }
        catch (RedisRefusedException)
        {
            // Servers before version 7 have none.
        }
    }

    private static byte[] Payload(byte type, ReadOnlySpan<byte> value, int version)
    {
        var payload = new byte[1 + value.Length + 2 + 8];
        payload[0] = type;
        value.CopyTo(payload.AsSpan(1));
        BinaryPrimitives.WriteUInt16LittleEndian(payload.AsSpan(payload.Length - 10), (ushort)version);
        BinaryPrimitives.WriteUInt64LittleEndian(payload.AsSpan(payload.Length - 8), Crc64.Append(0, payload.AsSpan(0, payload.Length - 8)));
        return payload;
    }
}
