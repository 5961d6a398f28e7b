using System.Buffers;
using System.Buffers.Binary;
using DeployOps.Engine.Stores.Graph.PackStream;
using DeployOps.Engine.Stores.Graph.Values;

namespace DeployOps.Engine.Stores.Graph.Protocol;

/// <summary>Packs one message at a time and cuts it into chunks.</summary>
internal sealed class BoltOutput
{
    private const int LargestChunk = ushort.MaxValue;
    private const int UsualSize = 4096;
    private const int LargestKept = 1024 * 1024;
    private ArrayBufferWriter<byte> _message = new(UsualSize);
    private ArrayBufferWriter<byte> _framed = new(UsualSize);

    /// <summary>Packs a message.</summary>
    /// <param name="tag">Its signature.</param>
    /// <param name="usesUtc">See <see cref="GraphValueWriting.WriteValue"/>.</param>
    /// <param name="fields">Its fields.</param>
    /// <returns>The chunks as they go over the wire, valid until the next call.</returns>
    /// <exception cref="PackStreamFormatException">A field cannot be packed; nothing is lost but this message.</exception>
    public ReadOnlyMemory<byte> Pack(byte tag, bool usesUtc, params ReadOnlySpan<object?> fields)
    {
        Forget();
        var writer = new PackStreamWriter(_message);
        writer.WriteStructureHeader(tag, fields.Length);
        foreach (var field in fields)
        {
            writer.WriteValue(field, usesUtc);
        }

        for (var rest = _message.WrittenSpan; rest.Length > 0; rest = rest[Math.Min(rest.Length, LargestChunk)..])
        {
            var chunk = rest[..Math.Min(rest.Length, LargestChunk)];
            BinaryPrimitives.WriteUInt16BigEndian(_framed.GetSpan(2), (ushort)chunk.Length);
            _framed.Advance(2);
            _framed.Write(chunk);
        }

        _framed.Write<byte>([0, 0]);
        return _framed.WrittenMemory;
    }

    /// <summary>Overwrites what was packed, which may be a password.</summary>
    public void Forget()
    {
        _message.Clear();
        _framed.Clear();
        if (_message.Capacity > LargestKept)
        {
            // Such a buffer only grows, and a session lives on after one large parameter.
            _message = new ArrayBufferWriter<byte>(UsualSize);
            _framed = new ArrayBufferWriter<byte>(UsualSize);
        }
    }
}
