using System.Buffers.Binary;
using System.Security.Cryptography;

namespace DeployOps.Engine.Backups.Stores.Postgres;

/// <summary>
/// The rows of a table without their order: how many, and the sum of their SHA-256 modulo 2^256. A row that is missing, doubled or changed changes it.
/// </summary>
internal sealed class RowSum
{
    private readonly ulong[] _sum = new ulong[4];

    public long Count { get; private set; }

    public void Add(ReadOnlySpan<byte> row)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(row, hash);
        AddHash(hash);
    }

    public void AddHash(ReadOnlySpan<byte> hash)
    {
        Count++;
        var carry = 0UL;
        for (var word = 0; word < _sum.Length; word++)
        {
            var sum = (UInt128)_sum[word] + BinaryPrimitives.ReadUInt64LittleEndian(hash[(word * 8)..]) + carry;
            _sum[word] = (ulong)sum;
            carry = (ulong)(sum >> 64);
        }
    }

    /// <summary>The sum, 64 hexadecimal digits.</summary>
    public override string ToString() => FormattableString.Invariant($"{_sum[3]:x16}{_sum[2]:x16}{_sum[1]:x16}{_sum[0]:x16}");
}
