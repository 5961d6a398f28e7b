using System.Buffers;

namespace DeployOps.Engine.Backups.Stores.Redis.Rdb;

/// <summary>A key with its value, as the file holds them. It may be anything, so it does not print itself.</summary>
internal sealed class RdbEntry
{
    /// <summary>The number of the database.</summary>
    public long Database { get; set; }

    /// <summary>The type of the value.</summary>
    public byte Type { get; set; }

    /// <summary>When it expires, in milliseconds since 1970; <see langword="null"/> for never.</summary>
    public long? Expiry { get; set; }

    /// <summary>How long nobody asked for it, in seconds; <see langword="null"/> when it is not said.</summary>
    public long? Idle { get; set; }

    /// <summary>How often it was asked for, on Redis's logarithmic scale; <see langword="null"/> when it is not said.</summary>
    public byte? Frequency { get; set; }

    /// <summary>The key; empty when only the structure is read.</summary>
    public byte[] Key { get; set; } = [];

    /// <summary>The value as it is written, without its type; empty when only the structure is read.</summary>
    public ArrayBufferWriter<byte> Value { get; } = new();

    /// <summary>What a user calls its type.</summary>
    public string TypeName => RdbTypes.NameOf(Type)!;
}
