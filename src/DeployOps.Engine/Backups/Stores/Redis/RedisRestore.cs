using System.Globalization;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Backups.Stores.Redis.Rdb;
using DeployOps.Engine.Backups.Verification;
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
            await new RedisTargetLook(target, files, run).DemandAsync(connection, replace, cancellationToken).ConfigureAwait(false);
            if (replace)
            {
                await connection.SendAsync(["FLUSHALL"], LongestBatch, cancellationToken).ConfigureAwait(false);
                await TryFlushFunctionsAsync(connection, cancellationToken).ConfigureAwait(false);
            }

            var now = (await RedisAccess.TimeAsync(connection, cancellationToken).ConfigureAwait(false)).ToUnixTimeMilliseconds();
            try
            {
                await PutAsync(connection, now, replace, cancellationToken).ConfigureAwait(false);
            }
            catch (DeployOpsException failure) when (failure is not RedisRestoreFailedException)
            {
                throw new RedisRestoreFailedException(target, _restored, $"it failed ({failure.ErrorId})", StartAgain, failure);
            }

            return await CompareAsync(connection, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task PutAsync(IRedisConnection connection, long now, bool replace, CancellationToken cancellationToken)
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

            Add(entry, reader.Version, replace);
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

    private void Add(RdbEntry entry, int version, bool replace)
    {
        var command = new List<RedisArgument> { "RESTORE", entry.Key, entry.Expiry ?? 0, RestorePayload.Of(entry.Type, entry.Value.WrittenSpan, version) };
        if (replace)
        {
            // A client that goes on writing must not stop it half-way, when what was there before is gone: the difference shows at the end. In a
            // server that was empty nothing is lost by stopping, and what somebody has just written there is not ours to overwrite.
            command.Add("REPLACE");
        }

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
        return there.Due == wanted.Due ? there.ToContent() : throw new RedisWrittenMeanwhileException(target, _restored, Difference(wanted, there));
    }

    // By database and type, and never by key: names of keys may hold what is secret, such as sessions.
    private static string Difference(RedisContent wanted, RedisContent there)
    {
        var due = string.Create(CultureInfo.InvariantCulture, $"{there.DueKeys} keys are due, {wanted.DueKeys} should be");
        return string.Join("; ", [due, .. ContentComparison.Differences(wanted.ToContent(), "the dump", there.ToContent(), "the server")]);
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
}
