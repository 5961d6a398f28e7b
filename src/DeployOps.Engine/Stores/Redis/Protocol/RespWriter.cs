using System.Buffers;
using System.Buffers.Text;

namespace DeployOps.Engine.Stores.Redis.Protocol;

/// <summary>Writes commands as arrays of bulk strings. Source: redis.io, Redis serialization protocol specification, "Sending commands to a Redis server".</summary>
internal static class RespWriter
{
    public static ReadOnlyMemory<byte> Write(IEnumerable<IReadOnlyList<RedisArgument>> commands)
    {
        var output = new ArrayBufferWriter<byte>();
        foreach (var command in commands)
        {
            if (command.Count == 0)
            {
                throw new ArgumentException("A command has at least one word.", nameof(commands));
            }

            Length(output, (byte)'*', command.Count);
            foreach (var argument in command)
            {
                Length(output, (byte)'$', argument.Bytes.Length);
                output.Write(argument.Bytes.Span);
                output.Write("\r\n"u8);
            }
        }

        return output.WrittenMemory;
    }

    private static void Length(ArrayBufferWriter<byte> output, byte type, int length)
    {
        var span = output.GetSpan(16);
        span[0] = type;
        Utf8Formatter.TryFormat(length, span[1..], out var written);
        "\r\n"u8.CopyTo(span[(written + 1)..]);
        output.Advance(written + 3);
    }
}
