using System.Globalization;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Backups.Stores.Redis.Rdb;

namespace DeployOps.Engine.Backups.Stores.Redis;

/// <summary>
/// What is in an RDB file. Keys that expire are dumped and restored, and not counted here: between a dump and any later look at it some of them are gone.
/// <see cref="RedisRestore"/> compares those that are still due.
/// </summary>
internal sealed class RedisContent
{
    /// <summary>Counts keys that never expire, only.</summary>
    public const long NeverExpiring = long.MaxValue;

    private readonly SortedDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly DigestSum? _sum;
    private readonly RdbDigest _digest = new();
    private readonly long _after;

    /// <summary>Begins.</summary>
    /// <param name="withHash">Whether keys and values are to be hashed.</param>
    /// <param name="after">The moment, in milliseconds since 1970, after which keys must expire to be counted.</param>
    public RedisContent(bool withHash, long after = NeverExpiring)
    {
        _sum = withHash ? new DigestSum() : null;
        _after = after;
    }

    /// <summary>How many keys expire at some time.</summary>
    public long Expiring { get; private set; }

    /// <summary>How many function libraries there are.</summary>
    public int Functions { get; private set; }

    /// <summary>How many modules keep data beside keys.</summary>
    public int ModuleData { get; private set; }

    /// <summary>Whether the server left the checksum out.</summary>
    public bool IsWithoutChecksum { get; private set; }

    /// <summary>Reads a file to its end.</summary>
    /// <exception cref="RdbFormatException">It is damaged.</exception>
    public RedisContent Read(Stream file)
    {
        var reader = new RdbReader(file, withValues: _sum is not null);
        var entry = new RdbEntry();
        while (reader.Read(entry))
        {
            Expiring += entry.Expiry is null ? 0 : 1;
            if (entry.Expiry is null || entry.Expiry > _after)
            {
                var name = string.Create(CultureInfo.InvariantCulture, $"{entry.Database} {entry.TypeName}");
                _counts[name] = _counts.GetValueOrDefault(name) + 1;
                if (_sum is not null)
                {
                    _digest.AddTo(_sum, entry, _after);
                }
            }
        }

        foreach (var code in reader.Functions)
        {
            _sum?.Add(code);
        }

        (Functions, ModuleData, IsWithoutChecksum) = (reader.Functions.Count, reader.ModuleData, reader.IsWithoutChecksum);
        return this;
    }

    /// <summary>The counts and the hash.</summary>
    public StoreContent ToContent() => new(
        StoreContent.Ordered(_counts.Select(count => new ContentCount("key", count.Key, count.Value))
            .Concat(Functions > 0 ? [new ContentCount("function library", "", Functions)] : [])),
        _sum is null ? null : $"keys-sha256:{_sum}");
}
