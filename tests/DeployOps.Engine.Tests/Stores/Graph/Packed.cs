using System.Buffers;
using DeployOps.Engine.Stores.Graph.PackStream;
using DeployOps.Engine.Stores.Graph.Values;

namespace DeployOps.Engine.Tests.Stores.Graph;

/// <summary>Values as bytes and back, for tests.</summary>
internal static class Packed
{
    public static byte[] Of(object? value, bool usesUtc = true) => Of(writer => writer.WriteValue(value, usesUtc));

    public static byte[] Of(Action<PackStreamWriter> write)
    {
        var output = new ArrayBufferWriter<byte>();
        write(new PackStreamWriter(output));
        return output.WrittenSpan.ToArray();
    }

    /// <summary>A structure of any tag, as only a server sends it.</summary>
    public static byte[] Structure(byte tag, params object?[] fields) => Of(writer =>
    {
        writer.WriteStructureHeader(tag, fields.Length);
        foreach (var field in fields)
        {
            Write(writer, field);
        }
    });

    public static object? Read(ReadOnlySpan<byte> packed)
    {
        var reader = new PackStreamReader(packed);
        var value = reader.ReadValue();
        return reader.IsAtEnd ? value : throw new InvalidOperationException("something is left behind the value");
    }

    public static byte[] Hex(string text) => Convert.FromHexString(text.Replace(" ", "", StringComparison.Ordinal));

    /// <summary>Writes a value, which may be a list with structures in it.</summary>
    private static void Write(PackStreamWriter writer, object? value)
    {
        if (value is object?[] list)
        {
            writer.WriteListHeader(list.Length);
            foreach (var item in list)
            {
                Write(writer, item);
            }
        }
        else if (value is Nested nested)
        {
            writer.WriteStructureHeader(nested.Tag, nested.Fields.Length);
            foreach (var field in nested.Fields)
            {
                Write(writer, field);
            }
        }
        else
        {
            writer.WriteValue(value);
        }
    }

    /// <summary>A structure inside of another one.</summary>
    public sealed record Nested(byte Tag, params object?[] Fields);
}
