using System.Text.Unicode;

namespace DeployOps.Engine.Backups.Stores.Graph.Text;

/// <summary>Writes names and strings as Cypher. The same value always gives the same bytes, since content hashes are taken of them.</summary>
internal static class CypherText
{
    /// <summary>The label that a node wears between its creation and the end of a restore, on a server whose nodes can lose one quickly.</summary>
    public const string TemporaryLabel = "`DeployOps temporary`";

    /// <summary>The property that holds the source's number of a node until the end of a restore.</summary>
    public const string TemporaryKey = "`DeployOps key`";

    /// <summary>Writes a name of a label, type or property in backticks.</summary>
    /// <param name="text">Where to.</param>
    /// <param name="name">The name in UTF-8.</param>
    /// <param name="form">How.</param>
    /// <exception cref="GraphNotCarriedException">The server's Cypher has no way to write it.</exception>
    public static void AddName(this ByteText text, ReadOnlySpan<byte> name, CypherForm form)
    {
        if (!Utf8.IsValid(name))
        {
            throw new GraphNotCarriedException("the name of a label, a type or a property is no text in UTF-8");
        }

        if (form == CypherForm.FalkorDb && name.IndexOfAny((byte)'`', (byte)0) >= 0)
        {
            throw new GraphNotCarriedException("the name of a label, a type or a property holds a backtick, for which FalkorDB's Cypher has no form");
        }

        text.Add((byte)'`');
        for (var tick = name.IndexOf((byte)'`'); tick >= 0; tick = name.IndexOf((byte)'`'))
        {
            text.Add(name[..tick]).Add("``"u8);
            name = name[(tick + 1)..];
        }

        text.Add(name).Add((byte)'`');
    }

    /// <summary>Writes a string in single quotes.</summary>
    /// <param name="text">Where to.</param>
    /// <param name="value">The string in UTF-8.</param>
    /// <param name="form">How.</param>
    /// <exception cref="GraphNotCarriedException">It is no text, or the server's Cypher has no way to write it.</exception>
    public static void AddString(this ByteText text, ReadOnlySpan<byte> value, CypherForm form)
    {
        if (!Utf8.IsValid(value))
        {
            throw new GraphNotCarriedException("a string is no text in UTF-8, such as one with half of a surrogate pair");
        }

        text.Add((byte)'\'');
        for (var next = IndexOfEscaped(value); next >= 0; next = IndexOfEscaped(value))
        {
            text.Add(value[..next]);
            AddEscaped(text, value[next], form);
            value = value[(next + 1)..];
        }

        text.Add(value).Add((byte)'\'');
    }

    private static int IndexOfEscaped(ReadOnlySpan<byte> value) => value.IndexOfAny(Escaped);

    private static readonly System.Buffers.SearchValues<byte> Escaped =
        System.Buffers.SearchValues.Create([.. Enumerable.Range(0, 32).Select(code => (byte)code), (byte)'\'', (byte)'"', (byte)'\\', 0x7F]);

    private static void AddEscaped(ByteText text, byte value, CypherForm form)
    {
        switch (value)
        {
            case (byte)'\'' or (byte)'"' or (byte)'\\':
                text.Add((byte)'\\').Add(value);
                break;
            case (byte)'\n':
                text.Add("\\n"u8);
                break;
            case (byte)'\r':
                text.Add("\\r"u8);
                break;
            case (byte)'\t':
                text.Add("\\t"u8);
                break;
            case 0 when form == CypherForm.FalkorDb:
                throw new GraphNotCarriedException("a string holds the character U+0000, for which FalkorDB's Cypher has no form");
            case var control when form == CypherForm.FalkorDb:
                text.Add(control);
                break;
            case var control:
                text.Add("\\u00"u8).Add(Digit(control >> 4)).Add(Digit(control & 15));
                break;
        }
    }

    private static byte Digit(int value) => "0123456789abcdef"u8[value];
}
