using System.Buffers.Binary;
using System.Security.Cryptography;

namespace DeployOps.Engine.Backups.Stores.Graph.Export;

/// <summary>A hash of many things that does not depend on their order, yet counts each of them: the sum of their SHA-256, modulo 2^256.</summary>
internal sealed class ContentSum
{
    private const int Words = SHA256.HashSizeInBytes / sizeof(ulong);
    private readonly ulong[] _sum = new ulong[Words];

    public void Add(ReadOnlySpan<byte> thing)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(thing, hash);
        ulong carry = 0;
        for (var index = 0; index < Words; index++)
        {
            var sum = (UInt128)_sum[index] + BinaryPrimitives.ReadUInt64LittleEndian(hash[(index * sizeof(ulong))..]) + carry;
            _sum[index] = (ulong)sum;
            carry = (ulong)(sum >> 64);
        }
    }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        for (var index = 0; index < Words; index++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(bytes[(index * sizeof(ulong))..], _sum[index]);
        }

        return Convert.ToHexStringLower(bytes);
    }
}
