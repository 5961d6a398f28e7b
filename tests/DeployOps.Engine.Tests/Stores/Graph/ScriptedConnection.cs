using System.Buffers.Binary;
using DeployOps.Engine.Stores.Graph.PackStream;
using DeployOps.Engine.Stores.Graph.Values;

namespace DeployOps.Engine.Tests.Stores.Graph;

/// <summary>The server's side of one connection.</summary>
internal sealed class ScriptedConnection(Stream stream, CancellationToken end)
{
    public CancellationToken End => end;

    /// <summary>Answers the handshake.</summary>
    /// <returns>What the client sent.</returns>
    public async Task<byte[]> ShakeHandsAsync(byte major, byte minor)
    {
        var offer = new byte[20];
        await stream.ReadExactlyAsync(offer, end);
        await RawAsync([0, 0, minor, major]);
        return offer;
    }

    /// <summary>Shakes hands, takes HELLO and, from 5.1 on, LOGON.</summary>
    public async Task LogInAsync(byte major = 5, byte minor = 7, Dictionary<string, object?>? hello = null)
    {
        await ShakeHandsAsync(major, minor);
        await ExpectAsync(0x01);
        await SuccessAsync(hello ?? new() { ["server"] = "Neo4j/5.26.0", ["connection_id"] = "bolt-1" });
        if ((major, minor) is (5, >= 1))
        {
            await ExpectAsync(0x6A);
            await SuccessAsync();
        }
    }

    /// <summary>Takes a message, which has to be of this signature.</summary>
    /// <returns>Its fields.</returns>
    public async Task<object?[]> ExpectAsync(byte tag)
    {
        var (received, fields) = await ReceiveAsync();
        return received == tag ? fields : throw new InvalidOperationException($"the client sent {received:X2} where {tag:X2} was expected");
    }

    /// <summary>Takes a RUN and a PULL and answers the first.</summary>
    public async Task ExpectQueryAsync(params string[] fields)
    {
        await ExpectAsync(0x10);
        await SuccessAsync(new() { ["fields"] = fields, ["t_first"] = 1L });
        await ExpectAsync(0x3F);
    }

    public Task SuccessAsync(Dictionary<string, object?>? metadata = null) => SendAsync(0x70, metadata ?? []);

    public Task RecordAsync(params object?[] values) => SendAsync(0x71, values.ToList());

    public Task FailureAsync(string code, string message = "it went wrong") =>
        SendAsync(0x7F, new Dictionary<string, object?> { ["code"] = code, ["message"] = message });

    public Task IgnoredAsync() => SendAsync(0x7E);

    public Task SendAsync(byte tag, params object?[] fields) => RawAsync(Chunks(Packed.Structure(tag, fields), ushort.MaxValue));

    /// <summary>Sends bytes as they are.</summary>
    public async Task RawAsync(byte[] bytes)
    {
        await stream.WriteAsync(bytes, end);
        await stream.FlushAsync(end);
    }

    /// <summary>Waits until the client hangs up.</summary>
    public async Task HangUpAsync()
    {
        var rest = new byte[4096];
        try
        {
            while (await stream.ReadAsync(rest, end) > 0)
            {
                // What is left does not matter.
            }
        }
        catch (IOException)
        {
            // Hung up with something unread.
        }
    }

    public static byte[] Chunks(byte[] message, int size) =>
        [.. message.Chunk(size).SelectMany(chunk => (byte[])[(byte)(chunk.Length >> 8), (byte)chunk.Length, .. chunk]), 0, 0];

    public async Task<byte[]> ReceiveBytesAsync()
    {
        List<byte> message = [];
        var size = new byte[2];
        while (true)
        {
            await stream.ReadExactlyAsync(size, end);
            var chunk = new byte[BinaryPrimitives.ReadUInt16BigEndian(size)];
            if (chunk.Length == 0)
            {
                return [.. message];
            }

            await stream.ReadExactlyAsync(chunk, end);
            message.AddRange(chunk);
        }
    }

    private async Task<(byte Tag, object?[] Fields)> ReceiveAsync()
    {
        var message = await ReceiveBytesAsync();
        return Take(message);
    }

    private static (byte Tag, object?[] Fields) Take(byte[] message)
    {
        var reader = new PackStreamReader(message);
        var fields = new object?[reader.ReadStructureHeader(out var tag)];
        for (var index = 0; index < fields.Length; index++)
        {
            fields[index] = reader.ReadValue();
        }

        return (tag, fields);
    }
}
