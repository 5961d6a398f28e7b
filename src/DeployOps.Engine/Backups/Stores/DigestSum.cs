using System.Buffers.Binary;
using System.Security.Cryptography;

namespace DeployOps.Engine.Backups.Stores;

/// <summary>
/// A hash over many things that does not depend on their order and counts each of them: the sum of their SHA-256, modulo 2^256. One that is missing,
/// doubled or changed changes it.
/// </summary>
internal sealed class DigestSum
{
    private readonly ulong[] _sum = new ulong[SHA256.HashSizeInBytes / sizeof(ulong)];

    /// <summary>How many there were.</summary>
    public long Count { get; private set; }

    /// <summary>Adds one.</summary>
    public void Add(ReadOnlySpan<byte> thing)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(thing, digest);
        AddDigest(digest);
    }

    /// <summary>Adds one whose SHA-256 is known.</summary>
    public void AddDigest(ReadOnlySpan<byte> digest)
    {
        Count++;
        var carry = 0UL;
        for (var word = 0; word < _sum.Length; word++)
        {
            var part = BinaryPrimitives.ReadUInt64LittleEndian(digest[(word * sizeof(ulong))..]) + carry;
            carry = part < carry ? 1UL : 0UL;
            _sum[word] += part;
            carry += _sum[word] < part ? 1UL : 0UL;
        }
    }

    /// <summary>Adds everything that another one holds.</summary>
    public void Add(DigestSum other)
    {
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        other.CopyTo(bytes);
        AddDigest(bytes);
        Count += other.Count - 1;
    }

    /// <summary>Writes the sum, 32 bytes.</summary>
    public void CopyTo(Span<byte> bytes)
    {
        for (var word = 0; word < _sum.Length; word++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[(word * sizeof(ulong))..], _sum[word]);
        }
    }

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        Array.Clear(_sum);
        Count = 0;
    }

    /// <summary>The sum, 64 lower-case hexadecimal digits.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        CopyTo(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
