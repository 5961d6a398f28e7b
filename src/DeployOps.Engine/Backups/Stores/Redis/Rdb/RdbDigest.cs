using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace DeployOps.Engine.Backups.Stores.Redis.Rdb;

/// <summary>
/// The SHA-256 of a key with its value, the same however a server keeps it: lists by their order; sets, hashes and sorted sets without one; numbers as
/// text; streams by their entries, groups and pending entries. When somebody last looked is left out.
/// </summary>
internal sealed class RdbDigest
{
    private readonly DigestSum _members = new();
    private readonly ArrayBufferWriter<byte> _member = new();
    private readonly byte[] _number = new byte[8];
    private IncrementalHash? _hash;

    /// <summary>Adds a key to a sum.</summary>
    /// <param name="entry">The key.</param>
    /// <param name="after">The moment, in milliseconds since 1970, after which fields of a hash must expire to be counted; those that never do always are.</param>
    /// <param name="sum">The sum.</param>
    /// <exception cref="RdbFormatException">The value is damaged.</exception>
    public void AddTo(DigestSum sum, RdbEntry entry, long after)
    {
        _hash ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Number(entry.Database);
        Text(entry.Key);
        Text(Encoding.ASCII.GetBytes(entry.TypeName));
        Number(entry.Expiry ?? -1);
        try
        {
            if (!Value(entry.Type, entry.Value.WrittenSpan, after))
            {
                throw new RdbFormatException($"a value of type {entry.TypeName} is damaged", 0);
            }
        }
        catch (Exception failure) when (failure is IndexOutOfRangeException or ArgumentException or OverflowException or FormatException)
        {
            throw new RdbFormatException($"a value of type {entry.TypeName} is damaged", 0);
        }

        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        _hash.GetHashAndReset(digest);
        sum.AddDigest(digest);
    }

    private bool Value(byte type, ReadOnlySpan<byte> value, long after)
    {
        var at = 0;
        switch (type)
        {
            case RdbTypes.String:
                Text(RdbText.Read(value, ref at));
                return at == value.Length;
            case RdbTypes.Stream or RdbTypes.Stream2 or RdbTypes.Stream3:
                return Stream(type, value);
            case RdbTypes.Module:
                _hash!.AppendData(value);
                return true;
            case RdbTypes.List or RdbTypes.ListZiplist or RdbTypes.ListQuicklist or RdbTypes.ListQuicklist2:
                return RdbCollections.List(type, value, element => Text(element.ToArray()));
            default:
                return Unordered(type, value, after);
        }
    }

    private bool Unordered(byte type, ReadOnlySpan<byte> value, long after)
    {
        _members.Clear();
        var isWhole = RdbTypes.NameOf(type) switch
        {
            "set" => RdbCollections.Set(type, value, member => Member(member, default, 0)),
            "zset" => RdbCollections.SortedSet(type, value, (member, score) => Member(member, default, BitConverter.DoubleToInt64Bits(score == 0 ? 0 : score))),
            _ => RdbCollections.Hash(type, value, (field, text, expiry) =>
            {
                if (expiry == 0 || expiry > after)
                {
                    Member(field, text, expiry);
                }
            }),
        };
        Span<byte> sum = stackalloc byte[SHA256.HashSizeInBytes];
        _members.CopyTo(sum);
        Number(_members.Count);
        _hash!.AppendData(sum);
        return isWhole;
    }

    private bool Stream(byte type, ReadOnlySpan<byte> value)
    {
        var at = 0;
        for (var nodes = Count(value, ref at); nodes > 0; nodes--)
        {
            Text(RdbText.Read(value, ref at));
            Text(RdbText.Read(value, ref at));
        }

        Number(Count(value, ref at));
        Number(Count(value, ref at));
        Number(Count(value, ref at));
        Pass(value, ref at, type == RdbTypes.Stream ? 0 : 5);
        for (var groups = Count(value, ref at); groups > 0; groups--)
        {
            Text(RdbText.Read(value, ref at));
            Number(Count(value, ref at));
            Number(Count(value, ref at));
            Pass(value, ref at, type == RdbTypes.Stream ? 0 : 1);
            for (var pending = Count(value, ref at); pending > 0; pending--)
            {
                _hash!.AppendData(value.Slice(at, 24));
                at += 24;
                Number(Count(value, ref at));
            }

            for (var consumers = Count(value, ref at); consumers > 0; consumers--)
            {
                Text(RdbText.Read(value, ref at));
                at += type == RdbTypes.Stream3 ? 16 : 8;
                for (var pending = Count(value, ref at); pending > 0; pending--)
                {
                    _hash!.AppendData(value.Slice(at, 16));
                    at += 16;
                }
            }
        }

        return at == value.Length;
    }

    private static long Count(ReadOnlySpan<byte> value, ref int at) => (long)RdbText.Length(value, ref at, out _);

    private static void Pass(ReadOnlySpan<byte> value, ref int at, int count)
    {
        for (; count > 0; count--)
        {
            RdbText.Length(value, ref at, out _);
        }
    }

    private void Text(byte[]? text)
    {
        Number(text?.Length ?? throw new FormatException());
        _hash!.AppendData(text);
    }

    private void Number(long number)
    {
        BinaryPrimitives.WriteInt64LittleEndian(_number, number);
        _hash!.AppendData(_number);
    }

    private void Member(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text, long number)
    {
        _member.ResetWrittenCount();
        BinaryPrimitives.WriteInt32LittleEndian(_member.GetSpan(4), name.Length);
        _member.Advance(4);
        _member.Write(name);
        _member.Write(text);
        BinaryPrimitives.WriteInt64LittleEndian(_member.GetSpan(8), number);
        _member.Advance(8);
        _members.Add(_member.WrittenSpan);
    }
}
