using System.Globalization;
using System.Text;

namespace DeployOps.Engine.Stores.Redis;

/// <summary>One argument of a command: text as UTF-8, a number, or bytes. It may be a secret, so it does not print itself.</summary>
public readonly struct RedisArgument
{
    /// <summary>Bytes.</summary>
    public RedisArgument(ReadOnlyMemory<byte> bytes) => Bytes = bytes;

    /// <summary>Its bytes.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>Text.</summary>
    public static implicit operator RedisArgument(string text) => new(Encoding.UTF8.GetBytes(text));

    /// <summary>A number.</summary>
    public static implicit operator RedisArgument(long number) => new(Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Bytes.</summary>
    public static implicit operator RedisArgument(byte[] bytes) => new(bytes);

    /// <summary>Says how long it is, never what it is.</summary>
    public override string ToString() => $"({Bytes.Length} bytes, not shown)";
}
