namespace DeployOps.Engine.Backups.Stores.Postgres;

/// <summary>
/// Brings the fields of a row in COPY's text format into the order of their columns' names: a restored table may have its columns in another order
/// (one that was inherited and added to later), and is the same table all the same.
/// </summary>
internal sealed class RowColumns
{
    private readonly int[]? _order;
    private readonly (int Start, int Length)[] _fields;
    private byte[] _row = [];

    public RowColumns(IReadOnlyList<string> columns)
    {
        Names = [.. columns.Order(StringComparer.Ordinal)];
        _fields = new (int, int)[columns.Count];
        if (!columns.SequenceEqual(Names, StringComparer.Ordinal))
        {
            var places = columns.Select((name, index) => (name, index)).ToDictionary(pair => pair.name, pair => pair.index, StringComparer.Ordinal);
            _order = [.. Names.Select(name => places[name])];
        }
    }

    /// <summary>The names in the order that rows are brought into.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The row in that order; it is only good until the next one.</summary>
    /// <exception cref="FormatException">It has more or fewer fields.</exception>
    public ReadOnlySpan<byte> Ordered(ReadOnlySpan<byte> row)
    {
        if (_order is null)
        {
            return row;
        }

        Split(row);
        if (_row.Length < row.Length)
        {
            _row = new byte[Math.Max(row.Length, Math.Min(2L * _row.Length, Array.MaxLength))];
        }

        var end = 0;
        foreach (var index in _order)
        {
            if (end > 0 || index != _order[0])
            {
                _row[end++] = (byte)'\t';
            }

            var (start, length) = _fields[index];
            row.Slice(start, length).CopyTo(_row.AsSpan(end));
            end += length;
        }

        return _row.AsSpan(0, end);
    }

    // A tab inside a value is written as \t, so each one is a border.
    private void Split(ReadOnlySpan<byte> row)
    {
        var start = 0;
        for (var field = 0; field < _fields.Length; field++)
        {
            var length = row[start..].IndexOf((byte)'\t');
            var isLast = field == _fields.Length - 1;
            if (length < 0 != isLast)
            {
                throw new FormatException("a row has not as many fields as its table has columns");
            }

            _fields[field] = (start, isLast ? row.Length - start : length);
            start += length + 1;
        }
    }
}
