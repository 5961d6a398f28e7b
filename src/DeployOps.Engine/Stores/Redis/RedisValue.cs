using System.Globalization;
using System.Text;

namespace DeployOps.Engine.Stores.Redis;

/// <summary>An answer of a Redis server. It may hold data, so it does not print itself.</summary>
public sealed class RedisValue
{
    internal static readonly RedisValue Null = new(RedisValueKind.Null, default, 0, []);

    private RedisValue(RedisValueKind kind, ReadOnlyMemory<byte> bytes, long number, IReadOnlyList<RedisValue> items) =>
        (Kind, Bytes, Number, Items) = (kind, bytes, number, items);

    /// <summary>Its type.</summary>
    public RedisValueKind Kind { get; }

    /// <summary>Its bytes, for every type that has some; those of an error and of a verbatim text whole.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Its number; 1 for true.</summary>
    public long Number { get; }

    /// <summary>Its items; of a map, keys and values in turn.</summary>
    public IReadOnlyList<RedisValue> Items { get; }

    /// <summary>Whether it is nothing.</summary>
    public bool IsNull => Kind == RedisValueKind.Null;

    /// <summary>Whether it is an error.</summary>
    public bool IsError => Kind == RedisValueKind.Error;

    /// <summary>The bytes as text, or the number as text; to be parsed and not to be shown.</summary>
    public string Reveal() => Kind is RedisValueKind.Number or RedisValueKind.Boolean
        ? Number.ToString(CultureInfo.InvariantCulture)
        : Encoding.UTF8.GetString(Bytes.Span);

    /// <summary>Says of which type and how long it is, never what it is.</summary>
    public override string ToString() => Items.Count > 0 || Kind is RedisValueKind.Array or RedisValueKind.Map or RedisValueKind.Set or RedisValueKind.Push
        ? $"({Kind}, {Items.Count} items, not shown)"
        : $"({Kind}, {Bytes.Length} bytes, not shown)";

    internal static RedisValue Of(RedisValueKind kind, ReadOnlyMemory<byte> bytes) => new(kind, bytes, 0, []);

    internal static RedisValue Of(RedisValueKind kind, long number) => new(kind, default, number, []);

    internal static RedisValue Of(RedisValueKind kind, IReadOnlyList<RedisValue> items) => new(kind, default, 0, items);
}
