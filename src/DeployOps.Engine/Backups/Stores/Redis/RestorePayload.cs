using System.Buffers.Binary;
using DeployOps.Engine.Backups.Stores.Redis.Rdb;

namespace DeployOps.Engine.Backups.Stores.Redis;

/// <summary>A value as RESTORE takes it. Source: redis.io, DUMP; <c>cluster.c</c>, createDumpPayload.</summary>
internal static class RestorePayload
{
    public static byte[] Of(byte type, ReadOnlySpan<byte> value, int version)
    {
        var payload = new byte[1 + value.Length + 2 + 8];
        payload[0] = type;
        value.CopyTo(payload.AsSpan(1));
        BinaryPrimitives.WriteUInt16LittleEndian(payload.AsSpan(payload.Length - 10), (ushort)version);
        BinaryPrimitives.WriteUInt64LittleEndian(payload.AsSpan(payload.Length - 8), Crc64.Append(0, payload.AsSpan(0, payload.Length - 8)));
        return payload;
    }
}
