using System.Text;
using DeployOps.Engine.Backups.Stores.Graph.Export;
using DeployOps.Engine.Backups.Stores.Graph.Text;

namespace DeployOps.Engine.Backups.Stores.Graph.Reading;

/// <summary>Reads the rows of batches back, and counts and hashes them as they were when they were written.</summary>
internal sealed class RowScan(GraphTally tally)
{
    private readonly ByteText _whole = new();
    private byte[] _tail = [];
    private byte[] _kind = [];

    /// <summary>Reads a batch.</summary>
    /// <returns>How many rows it has.</returns>
    public int Batch(ReadOnlySpan<byte> statement, GraphStatements statements)
    {
        // The rows are told from the kind by what follows them, so that is looked for first.
        var kind = KindOf(statement, statements);
        var scan = Start(statement);
        var rows = 0;
        do
        {
            var start = scan.Position;
            var (first, second) = Head(ref scan);
            scan.Expect(",p:{"u8);
            var isFirst = true;
            while (!scan.Skip("}}"u8))
            {
                if (!isFirst)
                {
                    scan.Expect(","u8);
                }

                isFirst = false;
                scan.Name();
                scan.Expect(":"u8);
                scan.Literal();
            }

            _whole.Clear();
            Take(_whole.Add(kind).Add(statement[start..scan.Position]).Span, kind, first, second);
            rows++;
        }
        while (scan.Skip(","u8));
        return scan.Rest.SequenceEqual(_tail) ? rows : throw CypherScan.Unexpected();
    }

    /// <summary>Reads the first statement of a row that comes in pieces.</summary>
    public PieceAssembly First(ReadOnlySpan<byte> statement, GraphStatements statements)
    {
        var kind = KindOf(statement, statements);
        var scan = Start(statement);
        var start = scan.Position;
        Head(ref scan);
        var pieces = new PieceAssembly(kind, statement[start..scan.Position].ToArray());
        scan.Expect(",p:{"u8);
        var isFirst = true;
        while (!scan.Skip("}}"u8))
        {
            if (!isFirst)
            {
                scan.Expect(","u8);
            }

            isFirst = false;
            var name = scan.Name();
            scan.Expect(":"u8);
            pieces.Add(name, scan.Literal());
        }

        return pieces.HasKey == pieces.IsNode ? throw CypherScan.Unexpected() : pieces;
    }

    /// <summary>Takes a row whose pieces are together.</summary>
    public void Take(PieceAssembly pieces)
    {
        var whole = pieces.Whole();
        var scan = new CypherScan(whole.From(pieces.Kind.Length));
        var (first, second) = Head(ref scan);
        Take(whole.Span, pieces.Kind, first, second);
    }

    private void Take(ReadOnlySpan<byte> whole, ReadOnlySpan<byte> kind, long first, long second)
    {
        if (!kind.StartsWith("-"u8))
        {
            if (!tally.Keys.Add(first))
            {
                throw new GraphExportDamagedException("two nodes have the same key");
            }

            tally.AddNode(kind, whole);
        }
        else
        {
            if (!tally.Keys.Contains(first) || !tally.Keys.Contains(second))
            {
                throw new GraphExportDamagedException("a relationship has an end that is not in it");
            }

            tally.AddRelationship(kind, whole);
        }
    }

    private static CypherScan Start(ReadOnlySpan<byte> statement)
    {
        var scan = new CypherScan(statement);
        if (!scan.Skip("UNWIND ["u8))
        {
            scan.Expect("WITH ["u8);
        }

        return scan;
    }

    private static (long First, long Second) Head(ref CypherScan scan)
    {
        if (scan.Skip("{k:"u8))
        {
            return (scan.Integer(), 0);
        }

        scan.Expect("{s:"u8);
        var first = scan.Integer();
        scan.Expect(",e:"u8);
        return (first, scan.Integer());
    }

    /// <summary>Labels or type of a batch, from what closes it; what closes it has to be exactly what is written for them.</summary>
    private byte[] KindOf(ReadOnlySpan<byte> statement, GraphStatements statements)
    {
        if (_tail.Length > 0 && statement.EndsWith(_tail))
        {
            return _kind;
        }

        var scan = Start(statement);
        var isNode = scan.Rest.StartsWith("{k:"u8);
        SkipRows(ref scan);
        var tail = scan.Rest;
        var (kind, expected) = isNode ? Nodes(scan, statements) : Relationships(scan, statements);
        var written = Encoding.UTF8.GetBytes(expected).AsSpan()[..^GraphStatements.End.Length];
        if (!tail.SequenceEqual(written))
        {
            throw CypherScan.Unexpected();
        }

        (_tail, _kind) = (tail.ToArray(), kind);
        return kind;
    }

    private static void SkipRows(ref CypherScan scan)
    {
        do
        {
            Head(ref scan);
            scan.Expect(",p:{"u8);
            while (!scan.Skip("}}"u8))
            {
                scan.Skip(","u8);
                scan.Name();
                scan.Expect(":"u8);
                scan.Literal();
            }
        }
        while (scan.Skip(","u8));
    }

    private static (byte[] Kind, string Tail) Nodes(CypherScan scan, GraphStatements statements)
    {
        scan.Expect("] AS row CREATE (n"u8);
        var labels = new StringBuilder();
        while (scan.Skip(":"u8))
        {
            var name = Encoding.UTF8.GetString(scan.Name());
            if (name != CypherText.TemporaryLabel)
            {
                labels.Append(':').Append(name);
            }
        }

        return (Encoding.UTF8.GetBytes(labels.ToString()), statements.NodeTail(labels.ToString()));
    }

    private static (byte[] Kind, string Tail) Relationships(CypherScan scan, GraphStatements statements)
    {
        var (start, end) = ("", "");
        while (!scan.Rest.StartsWith(" CREATE (a)-[r:"u8))
        {
            var isStart = scan.Skip("(a:"u8);
            if (isStart || scan.Skip("(b:"u8))
            {
                var label = Encoding.UTF8.GetString(scan.Name());
                label = label == CypherText.TemporaryLabel ? "" : $":{label}";
                (start, end) = isStart ? (label, end) : (start, label);
            }
            else if (scan.Rest.StartsWith("`"u8))
            {
                scan.Name();
            }
            else if (scan.IsAtEnd)
            {
                throw CypherScan.Unexpected();
            }
            else
            {
                scan.Expect(scan.Rest[..1]);
            }
        }

        scan.Expect(" CREATE (a)-[r:"u8);
        var type = scan.Name();
        return ([(byte)'-', .. type], statements.RelationshipTail(Encoding.UTF8.GetString(type), start, end));
    }
}
