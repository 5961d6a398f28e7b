using DeployOps.Engine.Backups.Stores.Graph.Dialects;
using DeployOps.Engine.Backups.Stores.Graph.Text;
using DeployOps.Engine.Stores.Graph;
using DeployOps.Engine.Stores.Graph.PackStream;

namespace DeployOps.Engine.Backups.Stores.Graph.Export;

/// <summary>One node or relationship as the text that it is exported and hashed as.</summary>
internal sealed class RowText(IGraphDialect dialect, bool isRestored)
{
    private readonly ByteText _whole = new();
    private readonly ByteText _names = new();
    private readonly List<Range> _labels = [];
    private readonly ByteText _startAnchor = new(64);
    private readonly ByteText _endAnchor = new(64);
    private readonly WrittenBefore _lastLabels = new();
    private readonly WrittenBefore _lastType = new();
    private readonly WrittenBefore _lastStart = new();
    private readonly WrittenBefore _lastEnd = new();

    /// <summary>The key of a node.</summary>
    public long Key { get; private set; }

    /// <summary>The key of the node that a relationship leaves.</summary>
    public long Start { get; private set; }

    /// <summary>The key of the node that a relationship reaches.</summary>
    public long End { get; private set; }

    /// <summary>Labels or type, as <c>:`A`:`B`</c> or <c>-`T`</c>.</summary>
    public ReadOnlySpan<byte> Kind => _whole.Slice(0, KindLength);

    /// <summary>The row, as <c>{k:…,p:{…}}</c> or <c>{s:…,e:…,p:{…}}</c>.</summary>
    public ReadOnlySpan<byte> Row => _whole.From(KindLength);

    /// <summary>Both.</summary>
    public ReadOnlySpan<byte> Whole => _whole.Span;

    /// <summary>What comes before the map of properties in <see cref="Row"/>.</summary>
    public ReadOnlySpan<byte> RowHead => _whole.Slice(KindLength, HeadEnd);

    /// <summary>The first label of the node that a relationship leaves; empty when it has none or none is needed.</summary>
    public ReadOnlySpan<byte> StartAnchor => _startAnchor.Span;

    /// <summary>The same of the node that it reaches.</summary>
    public ReadOnlySpan<byte> EndAnchor => _endAnchor.Span;

    public PropertyList Properties { get; } = new(dialect.Form);

    private int KindLength { get; set; }

    private int HeadEnd { get; set; }

    /// <summary>Reads a row of <see cref="IGraphDialect.ReadNodesAsync"/>.</summary>
    public void ReadNode(GraphRow row)
    {
        var reader = row.Open();
        Key = ReadKey(ref reader);
        _whole.Clear();
        ReadLabels(ref reader, _whole, _lastLabels);
        KindLength = _whole.Length;
        _whole.Add("{k:"u8).Add(Key);
        ReadProperties(ref reader);
    }

    /// <summary>Reads a row of <see cref="IGraphDialect.ReadRelationshipsAsync"/>.</summary>
    public void ReadRelationship(GraphRow row)
    {
        var reader = row.Open();
        (Start, End) = (ReadKey(ref reader), ReadKey(ref reader));
        ReadAnchor(ref reader, _startAnchor, _lastStart);
        ReadAnchor(ref reader, _endAnchor, _lastEnd);
        _whole.Clear();
        ReadType(ref reader);
        KindLength = _whole.Length;
        _whole.Add("{s:"u8).Add(Start).Add(",e:"u8).Add(End);
        ReadProperties(ref reader);
    }

    private static long ReadKey(ref PackStreamReader reader) => reader.NextType == PackStreamType.Null
        ? throw new GraphCountsDifferException("a node has no temporary key, so it was not made by the restore")
        : reader.ReadInteger();

    private void ReadProperties(ref PackStreamReader reader)
    {
        HeadEnd = _whole.Length;
        _whole.Add(",p:"u8);
        Properties.Clear();
        try
        {
            dialect.ReadProperties(ref reader, Properties);
        }
        catch (GraphNotCarriedException exception)
        {
            throw exception.At(Place());
        }

        Properties.Sort();
        if (Properties.TemporaryKey is not null && !isRestored)
        {
            throw new GraphNotCarriedException($"{Place()} has the property {CypherText.TemporaryKey}: a restore into this graph was broken off");
        }

        Properties.AddTo(_whole);
        _whole.Add((byte)'}');
    }

    /// <summary>Names of labels, types and properties are no values.</summary>
    private string Place()
    {
        var property = Properties.Count > 0 ? $"the property {System.Text.Encoding.UTF8.GetString(Properties.LastName)} of " : "";
        return $"{property}{(Kind.StartsWith("-"u8) ? "a relationship " : "a node ")}{System.Text.Encoding.UTF8.GetString(Kind)}";
    }

    private void ReadType(ref PackStreamReader reader)
    {
        if (_lastType.TrySkip(ref reader))
        {
            _whole.Add(_lastType.Text);
            return;
        }

        var packed = reader.Position;
        _whole.Add((byte)'-');
        _whole.AddName(reader.ReadTextBytes(), dialect.Form);
        _lastType.Remember(reader.From(packed), _whole.Span);
    }

    private void ReadAnchor(ref PackStreamReader reader, ByteText anchor, WrittenBefore last)
    {
        anchor.Clear();
        if (reader.NextType == PackStreamType.Null)
        {
            reader.ReadNull();
            return;
        }

        ReadLabels(ref reader, anchor, last);
        if (anchor.Length > 0)
        {
            anchor.Cut(1 + CypherNames.End(anchor.From(1)));
        }
    }

    private void ReadLabels(ref PackStreamReader reader, ByteText target, WrittenBefore last)
    {
        if (last.TrySkip(ref reader))
        {
            target.Add(last.Text);
            return;
        }

        var (packed, written) = (reader.Position, target.Length);
        _names.Clear();
        _labels.Clear();
        for (var count = reader.ReadListHeader(); count > 0; count--)
        {
            var start = _names.Length;
            _names.Add((byte)':');
            _names.AddName(reader.ReadTextBytes(), dialect.Form);
            if (_names.From(start + 1).SequenceEqual("`DeployOps temporary`"u8))
            {
                _names.Cut(start);
                if (!isRestored)
                {
                    throw new GraphNotCarriedException($"a node wears the label {CypherText.TemporaryLabel}: a restore into this graph was broken off");
                }
            }
            else
            {
                _labels.Add(start.._names.Length);
            }
        }

        if (_labels.Count > 1)
        {
            _labels.Sort((x, y) => _names.Span[x].SequenceCompareTo(_names.Span[y]));
        }

        foreach (var label in _labels)
        {
            target.Add(_names.Span[label]);
        }

        last.Remember(reader.From(packed), target.From(written));
    }
}
