using System.Text;
using DeployOps.Engine.Backups.Stores.Graph.Dialects;
using DeployOps.Engine.Backups.Stores.Graph.Export;

namespace DeployOps.Engine.Backups.Stores.Graph.Reading;

/// <summary>Reads an export to its end: nothing but what <see cref="GraphExport"/> writes, in its order, with the counts and hashes of its closing marker.</summary>
internal sealed class ExportReader : IDisposable
{
    private readonly ExportTokens _tokens;
    private readonly RowScan _rows;
    private bool _isPieceNext;
    private PieceAssembly? _pieces;
    private ExportStatementKind _phase;
    private string? _counts;
    private bool _isClosed;

    private ExportReader(ExportTokens tokens, string dialect)
    {
        (_tokens, Dialect) = (tokens, dialect);
        Statements = new GraphStatements(dialect == Neo4jDialect.ServerName);
        _rows = new RowScan(Tally);
    }

    /// <summary>The kind of server that it was made of.</summary>
    public string Dialect { get; }

    public GraphStatements Statements { get; }

    public GraphTally Tally { get; } = new();

    /// <summary>The statements that make constraints and indexes.</summary>
    public List<string> Schema { get; } = [];

    /// <summary>Reads the first line.</summary>
    public static async Task<ExportReader> OpenAsync(Stream stream, CancellationToken cancellationToken)
    {
        var tokens = new ExportTokens(stream);
        try
        {
            var first = await tokens.NextAsync(cancellationToken).ConfigureAwait(false);
            var dialect = first.Span.SequenceEqual("// DeployOps graph export 1 Neo4j\n"u8) ? Neo4jDialect.ServerName
                : first.Span.SequenceEqual("// DeployOps graph export 1 FalkorDB\n"u8) ? FalkorDbDialect.ServerName
                : throw new GraphExportDamagedException(first.IsEmpty ? "it is empty" : "it does not begin as a graph's export of this version");
            return new ExportReader(tokens, dialect);
        }
        catch
        {
            tokens.Dispose();
            throw;
        }
    }

    /// <summary>The next statement; <see langword="null"/> when the export ended as it has to.</summary>
    /// <exception cref="GraphExportDamagedException">Something in it is not as it was written.</exception>
    public async ValueTask<ExportStatement?> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var token = await _tokens.NextAsync(cancellationToken).ConfigureAwait(false);
            if (token.IsEmpty)
            {
                return _isClosed ? null : throw new GraphExportDamagedException("its closing marker is missing, so that its end is");
            }

            if (_isClosed)
            {
                throw new GraphExportDamagedException("something stands behind its closing marker");
            }

            if (token.Span[0] != (byte)'/')
            {
                return Statement(token[..^2]);
            }

            Comment(token.Span);
        }
    }

    public void Dispose() => _tokens.Dispose();

    private ExportStatement Statement(ReadOnlyMemory<byte> text)
    {
        if (_counts is not null || !text.Span.IsEmpty && _isPieceNext && !IsBatch(text.Span))
        {
            throw CypherScan.Unexpected();
        }

        if (_pieces is not null && text.Span.StartsWith("MATCH ("u8) && !IsRemoval(text.Span))
        {
            if (_pieces.Take(text.Span))
            {
                EndPieces(isWhole: true);
            }

            return new ExportStatement(ExportStatementKind.Piece, text, 0);
        }

        EndPieces(isWhole: false);
        var kind = KindOf(text.Span);
        if (kind < _phase && !(kind == ExportStatementKind.KeyIndex && _phase == ExportStatementKind.Nodes))
        {
            throw new GraphExportDamagedException("its statements are not in their order");
        }

        _phase = kind;
        var rows = 0;
        if (kind is ExportStatementKind.Nodes or ExportStatementKind.Relationships)
        {
            rows = _isPieceNext ? 1 : 0;
            if (_isPieceNext)
            {
                _pieces = _rows.First(text.Span, Statements);
            }
            else
            {
                rows = _rows.Batch(text.Span, Statements);
            }

            _isPieceNext = false;
        }
        else if (kind == ExportStatementKind.Schema)
        {
            Schema.Add(Encoding.UTF8.GetString(text.Span));
            var isConstraint = text.Span.StartsWith("CREATE CONSTRAINT "u8);
            Tally.Constraints += isConstraint ? 1 : 0;
            Tally.Indexes += isConstraint ? 0 : 1;
        }

        return new ExportStatement(kind, text, rows);
    }

    private void EndPieces(bool isWhole)
    {
        if (_pieces is null)
        {
            return;
        }

        if (_pieces.HasKey && !isWhole)
        {
            throw CypherScan.Unexpected();
        }

        _rows.Take(_pieces);
        _pieces = null;
    }

    private void Comment(ReadOnlySpan<byte> comment)
    {
        if (comment.SequenceEqual("// in pieces\n"u8))
        {
            EndPieces(isWhole: false);
            _isPieceNext = true;
        }
        else if (comment.StartsWith("// count "u8))
        {
            EndPieces(isWhole: false);
            _counts += Encoding.UTF8.GetString(comment);
        }
        else if (comment.StartsWith("// end "u8))
        {
            Close(Encoding.UTF8.GetString(comment));
        }
    }

    private void Close(string marker)
    {
        EndPieces(isWhole: false);
        if (_phase != ExportStatementKind.RemoveKeys || _counts != Tally.Comments())
        {
            throw new GraphExportDamagedException("its counts are not those of what is in it");
        }

        _isClosed = marker == GraphExport.Closing(Tally, _tokens.HashBefore)
            ? true
            : throw new GraphExportDamagedException("its closing marker has other hashes than what is in it");
    }

    private ExportStatementKind KindOf(ReadOnlySpan<byte> text) =>
        IsBatch(text) ? text.StartsWith("UNWIND [{k:"u8) ? ExportStatementKind.Nodes : ExportStatementKind.Relationships
        : IsRemoval(text) ? ExportStatementKind.RemoveKeys
        : text.StartsWith("DROP "u8) ? ExportStatementKind.DropKeyIndex
        : text.StartsWith("CREATE "u8) && text.IndexOf("n.`DeployOps key`"u8) > 0 ? ExportStatementKind.KeyIndex
        : text.StartsWith("CREATE "u8) || text.StartsWith("CALL db.idx.fulltext.createNodeIndex("u8) ? ExportStatementKind.Schema
        : throw CypherScan.Unexpected();

    private static bool IsBatch(ReadOnlySpan<byte> text) => text.StartsWith("UNWIND [{"u8) || text.StartsWith("WITH [{"u8);

    private bool IsRemoval(ReadOnlySpan<byte> text) => text.SequenceEqual(Encoding.UTF8.GetBytes(Statements.RemoveKeys));
}
