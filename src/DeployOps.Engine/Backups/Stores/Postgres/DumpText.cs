using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace DeployOps.Engine.Backups.Stores.Postgres;

/// <summary>
/// Reads the data that pg_restore writes as text: rows behind <c>COPY</c>, large objects in parts, the state of sequences.
/// Source: PostgreSQL documentation, "COPY", "Text Format".
/// </summary>
internal sealed class DumpText : IDisposable
{
    private readonly ContentSum _sum;
    private readonly Action<SqlName, long> _onTable;
    private readonly StringBuilder _statement = new();
    private readonly IncrementalHash _objectHash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private RowColumns? _columns;
    private DigestSum? _rows;
    private SqlName _table;
    private uint? _object;
    private byte[] _part = [];

    public DumpText(ContentSum sum, Action<SqlName, long> onTable) => (_sum, _onTable) = (sum, onTable);

    /// <summary>Takes a line.</summary>
    /// <exception cref="FormatException">It does not belong into such a text.</exception>
    public void Take(ReadOnlySpan<byte> line)
    {
        // In data a carriage return is written as \r; one at the end of a line is Windows'.
        line = line.EndsWith("\r"u8) ? line[..^1] : line;
        if (_rows is not null)
        {
            TakeRow(line);
        }
        else if (_statement.Length > 0)
        {
            TakeStatement('\n' + Encoding.UTF8.GetString(line));
        }
        else if (line.StartsWith("COPY "u8) || line.StartsWith("SELECT pg_catalog.setval("u8))
        {
            TakeStatement(Encoding.UTF8.GetString(line));
        }
        else if (line.StartsWith("SELECT pg_catalog.lo"u8))
        {
            TakeObject(line);
        }
    }

    /// <summary>Says that the text is at its end.</summary>
    /// <exception cref="FormatException">It ended in the middle.</exception>
    public void End()
    {
        if (_rows is not null || _object is not null || _statement.Length > 0)
        {
            throw new FormatException("its text ends in the middle");
        }
    }

    public void Dispose() => _objectHash.Dispose();

    private void TakeRow(ReadOnlySpan<byte> line)
    {
        if (!line.SequenceEqual("\\."u8))
        {
            _rows!.Add(_columns!.Ordered(line));
            return;
        }

        _onTable(_table, _rows!.Count);
        (_rows, _columns) = (null, null);
    }

    // A name may hold a line feed: the statement ends where its quotes are closed.
    private void TakeStatement(string text)
    {
        _statement.Append(text);
        var statement = _statement.ToString();
        var isCopy = statement.StartsWith("COPY ", StringComparison.Ordinal);
        var isWhole = isCopy
            ? statement.EndsWith(" FROM stdin;", StringComparison.Ordinal) && statement.Count(character => character == '"') % 2 == 0
            : statement.EndsWith(");", StringComparison.Ordinal) && statement.Count(character => character == '\'') % 2 == 0;
        if (!isWhole)
        {
            return;
        }

        _statement.Clear();
        if (isCopy)
        {
            BeginTable(statement);
        }
        else
        {
            TakeSequence(statement);
        }
    }

    private void BeginTable(string statement)
    {
        var position = "COPY ".Length;
        _table = SqlName.Parse(statement, ref position);
        var columns = new List<string>();
        for (position++; position < statement.Length && statement[position] is '(' or ','; )
        {
            position += statement[position] == ',' ? 2 : 1;
            columns.Add(SqlName.Word(statement, ref position));
        }

        _columns = new RowColumns(columns);
        _rows = _sum.Table(_table, _columns.Names);
    }

    // SELECT pg_catalog.setval('public.name', 42, true);
    private void TakeSequence(string statement)
    {
        var end = statement.LastIndexOf("', ", StringComparison.Ordinal);
        var start = statement.IndexOf('\'', StringComparison.Ordinal) + 1;
        var words = end < start ? [] : statement[(end + 3)..^2].Split(", ");
        if (words.Length != 2 || !long.TryParse(words[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) || !bool.TryParse(words[1], out var isCalled))
        {
            throw new FormatException("the state of a sequence cannot be read");
        }

        var position = 0;
        _sum.Sequence(SqlName.Parse(statement[start..end].Replace("''", "'", StringComparison.Ordinal), ref position), value, isCalled);
    }

    private void TakeObject(ReadOnlySpan<byte> line)
    {
        if (line.StartsWith("SELECT pg_catalog.lo_open('"u8))
        {
            var number = line["SELECT pg_catalog.lo_open('"u8.Length..];
            _object = uint.Parse(number[..number.IndexOf((byte)'\'')], NumberStyles.None, CultureInfo.InvariantCulture);
        }
        else if (line.StartsWith("SELECT pg_catalog.lowrite("u8))
        {
            var start = line.IndexOf("'\\x"u8) + 3;
            var digits = line[start..line.LastIndexOf((byte)'\'')];
            if (_part.Length < digits.Length / 2)
            {
                _part = new byte[digits.Length / 2];
            }

            if (start < 3 || Convert.FromHexString(digits, _part, out _, out var bytes) != System.Buffers.OperationStatus.Done)
            {
                throw new FormatException("a large object cannot be read");
            }

            _objectHash.AppendData(_part, 0, bytes);
        }
        else if (line.StartsWith("SELECT pg_catalog.lo_close("u8) && _object is { } number)
        {
            _sum.LargeObject(number, _objectHash.GetHashAndReset());
            _object = null;
        }
    }
}
