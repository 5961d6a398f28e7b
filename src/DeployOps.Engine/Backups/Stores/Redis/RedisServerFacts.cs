using System.Globalization;
using System.Text;
using DeployOps.Engine.Stores.Redis;

namespace DeployOps.Engine.Backups.Stores.Redis;

/// <summary>What a server says of itself in INFO, which managed servers allow where they refuse CONFIG.</summary>
internal sealed class RedisServerFacts
{
    private readonly Dictionary<string, string> _facts;

    private RedisServerFacts(Dictionary<string, string> facts) => _facts = facts;

    /// <summary>The version, with the product's name when it is not Redis.</summary>
    public string Version => _facts.TryGetValue("valkey_version", out var valkey) ? $"Valkey {valkey}" : this["redis_version"];

    /// <summary>The bytes in use.</summary>
    public long UsedMemory => Number("used_memory");

    /// <summary>The keys in all databases.</summary>
    public long Keys => Databases.Sum(database => database.Keys);

    /// <summary>The databases that hold keys, by their numbers.</summary>
    public IReadOnlyList<(int Number, long Keys)> Databases =>
    [
        .. _facts.Where(fact => fact.Key.StartsWith("db", StringComparison.Ordinal) && int.TryParse(fact.Key.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .Select(fact => (int.Parse(fact.Key.AsSpan(2), CultureInfo.InvariantCulture), long.Parse(fact.Value.Split(',')[0].Split('=')[1], CultureInfo.InvariantCulture)))
            .OrderBy(database => database.Item1),
    ];

    /// <summary>How many clients are connected, with the one that asks.</summary>
    public long Clients => Number("connected_clients");

    /// <summary>Whether a save runs, of either kind.</summary>
    public bool IsSaving => Number("rdb_bgsave_in_progress") == 1 || Number("aof_rewrite_in_progress") == 1;

    /// <summary>Whether the last save to the server's disk failed.</summary>
    public bool LastSaveFailed => this["rdb_last_bgsave_status"] == "err";

    /// <summary>Whether it takes no writes because it copies another server.</summary>
    public bool IsReplica => this["role"] == "slave";

    /// <summary>Whether a replica has lost the server it copies, or never had all of it.</summary>
    public bool IsOutOfStep => IsReplica && this["master_link_status"] == "down";

    /// <summary>Whether it holds one part of a cluster's data.</summary>
    public bool IsOfCluster => this["cluster_enabled"] == "1";

    /// <summary>Whether it still reads its own data.</summary>
    public bool IsLoading => this["loading"] == "1";

    /// <summary>Whether it throws keys away when memory is short.</summary>
    public bool Evicts => Number("maxmemory") > 0 && this["maxmemory_policy"] is { Length: > 0 } and not "noeviction";

    private string this[string name] => _facts.GetValueOrDefault(name, "");

    /// <summary>Asks for them.</summary>
    public static async Task<RedisServerFacts> AskAsync(IRedisConnection connection, CancellationToken cancellationToken)
    {
        var answer = await connection.SendAsync(["INFO"], cancellationToken).ConfigureAwait(false);
        var facts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in Encoding.UTF8.GetString(answer.Bytes.Span).Split('\n'))
        {
            if (line.Split(':', 2) is [var name, var value])
            {
                facts[name] = value.Trim();
            }
        }

        return new RedisServerFacts(facts);
    }

    private long Number(string name) => long.TryParse(this[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
