using System.Globalization;
using DeployOps.Engine.Backups.Stores.Redis.Rdb;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Stores.Redis;

namespace DeployOps.Engine.Backups.Stores.Redis;

/// <summary>Looks whether an RDB can be put into a server, and leaves nothing there.</summary>
internal sealed class RedisTargetLook(DataStoreAccess target, IStoredFiles files, StoreRun run)
{
    private const string ProbeKey = "deployops:probe";
    private const string Rights = "Give the user the right: ACL SETUSER … +restore +flushall +select +function.";

    /// <summary>Connects and looks.</summary>
    /// <returns>What an admin should know beforehand.</returns>
    /// <exception cref="DeployOpsException">It cannot.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(bool replace, CancellationToken cancellationToken)
    {
        var connection = await RedisAccess.OpenAsync(target, run, cancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            return await DemandAsync(connection, replace, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Looks over a connection that is there.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public async Task<IReadOnlyList<string>> DemandAsync(IRedisConnection connection, bool replace, CancellationToken cancellationToken)
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

        await DemandWritableAsync(connection, replace, cancellationToken).ConfigureAwait(false);
        await DemandVersionAsync(connection, VersionOfFile(), cancellationToken).ConfigureAwait(false);
        return [.. NotesOf(facts, replace)];
    }

    private IEnumerable<string> NotesOf(RedisServerFacts facts, bool replace)
    {
        var named = target.Store.Redis!.Database;
        var others = facts.Databases.Where(database => database.Number != named).Select(database => string.Create(CultureInfo.InvariantCulture, $"{database.Number} ({database.Keys} keys)")).ToList();
        if (replace && others.Count > 0)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"Redis is replaced whole, not only database {named}, which {target.Store.Keys} names: what is in the database(s) {string.Join(", ", others)} goes, too.");
        }

        if (facts.Clients > 1)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture, $"{facts.Clients - 1} other client(s) are connected to Redis: what they write during a restore makes it fail its comparison. Stop them before.");
        }

        if (facts.Evicts)
        {
            yield return "Redis throws keys away when its memory is short (maxmemory-policy); the comparison after a restore would show it.";
        }
    }

    // The server looks at rights, at its role, its disk and its memory before it queues a command of a transaction; DISCARD forgets them all.
    private async Task DemandWritableAsync(IRedisConnection connection, bool replace, CancellationToken cancellationToken)
    {
        try
        {
            await connection.SendAsync(["MULTI"], cancellationToken).ConfigureAwait(false);
        }
        catch (RedisRefusedException)
        {
            // It cannot be asked in this way; without the MULTI a FLUSHALL would not be a question.
            return;
        }

        List<IReadOnlyList<RedisArgument>> commands = [["SELECT", 0L], ["RESTORE", ProbeKey, 0L, Probe(1)]];
        if (replace)
        {
            commands.Insert(0, ["FLUSHALL"]);
        }

        var answers = await connection.SendAllAsync([.. commands, ["DISCARD"]], null, cancellationToken).ConfigureAwait(false);
        for (var index = 0; index < commands.Count; index++)
        {
            var code = answers[index].IsError ? RedisErrorCodes.Of(answers[index].Reveal()) : "";
            // What is there would go first and make room.
            if (code.Length > 0 && !(replace && code == "OOM"))
            {
                throw Refuses(index == 0 && replace ? "FLUSHALL" : index == commands.Count - 1 ? "RESTORE" : "SELECT", code);
            }
        }
    }

    private RedisNotReadyException Refuses(string command, string code) => new(
        target,
        code == "NOPERM" ? $"the user may not {command} (NOPERM)" : $"it refuses {command} ({code})",
        code == "NOPERM" ? Rights : RedisErrorCodes.NextStep(code));

    private int VersionOfFile()
    {
        using var file = files.OpenRead(RedisDump.FileName);
        return new RdbReader(file, withValues: false).Version;
    }

    // A server says whether it takes values of a version only when it is given one. This one is due since 1970: it is read, and not kept.
    private async Task DemandVersionAsync(IRedisConnection connection, int version, CancellationToken cancellationToken)
    {
        var key = $"{ProbeKey}:{run.Time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}:{Guid.NewGuid():N}";
        var value = Probe(version);
        if (!(await connection.SendAllAsync([["RESTORE", key, 1L, value, "ABSTTL"]], null, cancellationToken).ConfigureAwait(false))[0].IsError)
        {
            return;
        }

        // Servers before version 5 know no ABSTTL; for them it is gone after a millisecond.
        var answer = (await connection.SendAllAsync([["RESTORE", key, 1L, value], ["DEL", key]], null, cancellationToken).ConfigureAwait(false))[0];
        // A full memory is no answer to the question; whether there is room was asked before.
        if (answer.IsError && RedisErrorCodes.Of(answer.Reveal()) is not "OOM" and var code)
        {
            throw code is "NOPERM" or "READONLY" or "MISCONF" ? Refuses("RESTORE", code) : new RedisNotReadyException(
                target,
                string.Create(CultureInfo.InvariantCulture, $"it does not take values of RDB version {version} ({code})"),
                "Restore into a server of the version that the dump is from, or a later one of the same product.");
        }
    }

    private static byte[] Probe(int version) => RestorePayload.Of(RdbTypes.String, [1, (byte)'x'], version);
}
