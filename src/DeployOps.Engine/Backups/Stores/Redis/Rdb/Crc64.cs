using System.Buffers.Binary;

namespace DeployOps.Engine.Backups.Stores.Redis.Rdb;

/// <summary>
/// The CRC-64 at the end of an RDB file and of the answer to DUMP: the polynomial of Jones, 0xad93d23594c935a9, reflected, from 0 and without a
/// final exclusive or. Of <c>123456789</c> it is e9c6d914c4b8d9ca.
/// </summary>
internal static class Crc64
{
    private const ulong Reflected = 0x95AC9329AC4BC9B5;
    private const int Slices = 16;
    private static readonly ulong[][] Tables = MakeTables();

    /// <summary>The checksum of what came before and of these bytes.</summary>
    public static ulong Append(ulong crc, ReadOnlySpan<byte> bytes)
    {
        // Sixteen bytes at a time, each by a table of its own: the reader must not be slower than the connection.
        while (bytes.Length >= Slices)
        {
            var first = crc ^ BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            var second = BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]);
            crc = 0;
            for (var index = 0; index < 8; index++)
            {
                crc ^= Tables[15 - index][(byte)(first >> (index * 8))] ^ Tables[7 - index][(byte)(second >> (index * 8))];
            }

            bytes = bytes[Slices..];
        }

        foreach (var value in bytes)
        {
            crc = Tables[0][(byte)(crc ^ value)] ^ (crc >> 8);
        }

        return crc;
    }

    private static ulong[][] MakeTables()
    {
        var tables = new ulong[Slices][];
        tables[0] = new ulong[256];
        for (var value = 0u; value < 256; value++)
        {
            ulong crc = value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ Reflected;
            }

            tables[0][value] = crc;
        }

        for (var slice = 1; slice < Slices; slice++)
        {
            tables[slice] = [.. tables[slice - 1].Select(crc => tables[0][(byte)crc] ^ (crc >> 8))];
        }

        return tables;
    }
}
