using DeployOps.Engine.Backups.Stores.Graph.Export;
using DeployOps.Engine.Backups.Stores.Graph.Text;

namespace DeployOps.Engine.Backups.Stores.Graph.Reading;

/// <summary>Puts a row together that was written in pieces.</summary>
/// <param name="kind">Its labels or its type, as <see cref="RowText.Kind"/>.</param>
/// <param name="head">What comes before its properties, as <see cref="RowText.RowHead"/>.</param>
internal sealed class PieceAssembly(byte[] kind, byte[] head)
{
    private readonly SortedDictionary<byte[], ByteText> _values = new(Comparer<byte[]>.Create(static (x, y) => x.AsSpan().SequenceCompareTo(y)));

    /// <summary>Whether the temporary key of a relationship was set, and has to be taken away again.</summary>
    public bool HasKey { get; private set; }

    public ReadOnlySpan<byte> Kind => kind;

    public bool IsNode => !kind.AsSpan().StartsWith("-"u8);

    /// <summary>Takes a property of the first statement.</summary>
    public void Add(ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (name.SequenceEqual("`DeployOps key`"u8))
        {
            HasKey = true;
        }
        else if (!_values.TryAdd(name.ToArray(), new ByteText().Add(value)))
        {
            throw CypherScan.Unexpected();
        }
    }

    /// <summary>Takes a statement that sets a property or adds to it.</summary>
    /// <returns>Whether the row is over with it.</returns>
    public bool Take(ReadOnlySpan<byte> statement)
    {
        var scan = new CypherScan(statement);
        scan.Expect("MATCH ("u8);
        scan.SkipTo(" SET n."u8);
        var name = scan.Name();
        scan.Expect(" = "u8);
        if (scan.Skip("null"u8))
        {
            return name.SequenceEqual("`DeployOps key`"u8) && HasKey && scan.IsAtEnd ? true : throw CypherScan.Unexpected();
        }

        if (!scan.Skip("n."u8))
        {
            Add(name, scan.Literal());
        }
        else
        {
            if (!scan.Name().SequenceEqual(name) || !_values.TryGetValue(name.ToArray(), out var value))
            {
                throw CypherScan.Unexpected();
            }

            scan.Expect(" + "u8);
            Append(value, scan.Literal());
        }

        return scan.IsAtEnd ? false : throw CypherScan.Unexpected();
    }

    /// <summary>The whole row as it is hashed.</summary>
    public ByteText Whole()
    {
        var text = new ByteText().Add(kind).Add(head).Add(",p:{"u8);
        var isFirst = true;
        foreach (var (name, value) in _values)
        {
            text.Add(isFirst ? ""u8 : ","u8).Add(name).Add((byte)':').Add(value.Span);
            isFirst = false;
        }

        return text.Add("}}"u8);
    }

    private static void Append(ByteText value, ReadOnlySpan<byte> piece)
    {
        if (value.Span[0] != piece[0] || piece[0] is not ((byte)'\'' or (byte)'['))
        {
            throw CypherScan.Unexpected();
        }

        value.Cut(value.Length - 1);
        value.Add(piece[0] == (byte)'[' ? ","u8 : ""u8).Add(piece[1..]);
    }
}
