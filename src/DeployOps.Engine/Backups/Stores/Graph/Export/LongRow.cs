using System.Text;
using DeployOps.Engine.Backups.Stores.Graph.Text;

namespace DeployOps.Engine.Backups.Stores.Graph.Export;

/// <summary>
/// Writes a row that has no room in a statement: it is made with its short values, and the others follow in pieces. FalkorDB never
/// answers a request of more than 64 KiB, and a statement of many megabytes is hard on any server.
/// </summary>
internal sealed class LongRow(GraphStatements statements, Func<ReadOnlyMemory<byte>, ValueTask> write)
{
    /// <summary>From which length on a row is written in pieces.</summary>
    public const int Shortest = 24 * 1024;

    private const int LongValue = 2 * 1024;
    private const int Piece = 16 * 1024;

    /// <summary>Writes a node.</summary>
    public async ValueTask WriteNodeAsync(RowText row)
    {
        var labels = Encoding.UTF8.GetString(row.Kind);
        await WriteAsync(row, GraphStatements.BatchHead, statements.NodeTail(labels), statements.FindNode(labels, row.Key), key: null).ConfigureAwait(false);
    }

    /// <summary>Writes a relationship.</summary>
    /// <param name="row">The row.</param>
    /// <param name="key">A number that no other relationship was given, to find it again.</param>
    public async ValueTask WriteRelationshipAsync(RowText row, long key)
    {
        var type = Encoding.UTF8.GetString(row.Kind[1..]);
        var (start, end) = (Encoding.UTF8.GetString(row.StartAnchor), Encoding.UTF8.GetString(row.EndAnchor));
        var find = statements.FindRelationship(type, start, end, row.Start, row.End, key);
        await WriteAsync(row, statements.RelationshipHead(start, end), statements.RelationshipTail(type, start, end), find, key).ConfigureAwait(false);
        await write(Encoding.UTF8.GetBytes($"{find}{CypherText.TemporaryKey} = null{GraphStatements.End}")).ConfigureAwait(false);
    }

    private async ValueTask WriteAsync(RowText row, string head, string tail, string find, long? key)
    {
        await write(Head(row, head, tail, key)).ConfigureAwait(false);
        var room = Shortest - row.RowHead.Length;
        for (var index = 0; index < row.Properties.Count; index++)
        {
            var value = row.Properties.ValueOf(index).Length;
            if (value <= LongValue && (room -= value + row.Properties.NameOf(index).Length) >= 0)
            {
                continue;
            }

            for (var (at, isFirst) = (0, true); isFirst || at < value; isFirst = false)
            {
                await write(Next(row, index, find, isFirst, ref at)).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The statement that makes it, with the values that are short.</summary>
    private static ReadOnlyMemory<byte> Head(RowText row, string head, string tail, long? key)
    {
        var text = new ByteText().Add(Encoding.UTF8.GetBytes(GraphStatements.InPieces)).Add(Encoding.UTF8.GetBytes(head)).Add(row.RowHead).Add(",p:{"u8);
        var room = Shortest - row.RowHead.Length;
        var isFirst = true;
        for (var index = 0; index < row.Properties.Count; index++)
        {
            var name = row.Properties.NameOf(index);
            var value = row.Properties.ValueOf(index);
            if (value.Length <= LongValue && (room -= value.Length + name.Length) >= 0)
            {
                text.Add(isFirst ? ""u8 : ","u8).Add(name).Add((byte)':').Add(value);
                isFirst = false;
            }
        }

        if (key is { } number)
        {
            text.Add(isFirst ? ""u8 : ","u8).Add(Encoding.UTF8.GetBytes(CypherText.TemporaryKey)).Add((byte)':').Add(number);
        }

        return text.Add("}}"u8).Add(Encoding.UTF8.GetBytes(tail)).Memory;
    }

    /// <summary>The statement that sets a value, or its first piece, or adds the next one.</summary>
    private static ReadOnlyMemory<byte> Next(RowText row, int index, string find, bool isFirst, ref int at)
    {
        var name = row.Properties.NameOf(index);
        var value = row.Properties.ValueOf(index);
        var (open, close) = (value[0], value[^1]);
        var text = new ByteText().Add(Encoding.UTF8.GetBytes(find)).Add(name).Add(" = "u8);
        if (!isFirst)
        {
            text.Add("n."u8).Add(name).Add(" + "u8);
        }

        if (value.Length <= Piece || open is not ((byte)'\'' or (byte)'['))
        {
            at = value.Length;
            return text.Add(value).Add(Encoding.UTF8.GetBytes(GraphStatements.End)).Memory;
        }

        // at counts within the quotes or brackets.
        var inner = value[1..^1];
        var length = open == (byte)'\'' ? CypherPieces.OfString(inner[at..], Piece) : CypherPieces.OfList(inner[at..], Piece);
        text.Add(open).Add(inner.Slice(at, length)).Add(close).Add(Encoding.UTF8.GetBytes(GraphStatements.End));
        at += length;
        at += at < inner.Length && open == (byte)'[' ? 1 : 0;
        at = at >= inner.Length ? value.Length : at;
        return text.Memory;
    }
}
