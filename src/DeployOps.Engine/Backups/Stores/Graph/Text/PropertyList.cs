using DeployOps.Engine.Stores.Graph.PackStream;

namespace DeployOps.Engine.Backups.Stores.Graph.Text;

/// <summary>The properties of one row, written and put in the order of their names, so that equal ones are equal bytes.</summary>
internal sealed class PropertyList(CypherForm form) : IComparer<int>
{
    private const int MostNames = 256;
    private readonly ByteText _text = new();

    // No list: code for one of such values would have to be made when the program runs, at the most wanted place.
    private Part[] _parts = new Part[32];

    // The names of the row before, in the order in which they came, and the order of that row.
    private readonly List<WrittenBefore> _names = [];
    private readonly List<int> _order = [];
    private int _known;

    public CypherForm Form => form;

    /// <summary>The value of the temporary key, which is no part of the list; <see langword="null"/> when the row has none.</summary>
    public long? TemporaryKey { get; private set; }

    public int Count { get; private set; }

    public void Clear()
    {
        _text.Clear();
        Count = 0;
        _known = 0;
        TemporaryKey = null;
    }

    /// <summary>Begins a property.</summary>
    /// <param name="name">Its name in UTF-8.</param>
    /// <returns>Where its value is to be written.</returns>
    public ByteText Begin(ReadOnlySpan<byte> name)
    {
        // Such a row says nothing about the next one.
        _names.Clear();
        var start = _text.Length;
        _text.AddName(name, form);
        return Begun(start);
    }

    /// <summary>Ends the property that was begun.</summary>
    public void End()
    {
        ref var part = ref _parts[Count - 1];
        part = part with { End = _text.Length };
        if (Name(part).SequenceEqual(TemporaryKeyName))
        {
            Count--;
            TemporaryKey = System.Buffers.Text.Utf8Parser.TryParse(Value(part), out long key, out var used) && used == Value(part).Length
                ? key
                : throw new GraphNotCarriedException($"a property has the name {CypherText.TemporaryKey} and is no whole number");
            _text.Cut(part.Start);
        }
    }

    /// <summary>Reads a map of properties.</summary>
    public void ReadMap(ref PackStreamReader reader)
    {
        var count = reader.ReadMapHeader();
        for (var index = 0; index < count; index++)
        {
            var text = BeginNext(ref reader, index);
            text.AddValue(ref reader, form);
            End();
        }
    }

    /// <summary>Puts them in order.</summary>
    public void Sort()
    {
        if (_known == Count && _order.Count == Count)
        {
            // They are those of the row before, and so is their order.
            return;
        }

        _order.Clear();
        for (var index = 0; index < Count; index++)
        {
            _order.Add(index);
        }

        _order.Sort(this);
    }

    /// <summary>The name in backticks of the property that was begun last.</summary>
    public ReadOnlySpan<byte> LastName => Name(_parts[Count - 1]);

    /// <summary>A property's name in backticks, in their order.</summary>
    public ReadOnlySpan<byte> NameOf(int index) => Name(_parts[_order[index]]);

    /// <summary>A property's value, in their order.</summary>
    public ReadOnlySpan<byte> ValueOf(int index) => Value(_parts[_order[index]]);

    /// <summary>Writes all of them as a map.</summary>
    public void AddTo(ByteText target)
    {
        target.Add((byte)'{');
        for (var index = 0; index < Count; index++)
        {
            if (index > 0)
            {
                target.Add((byte)',');
            }

            var part = _parts[_order[index]];
            target.Add(_text.Slice(part.Start, part.End));
        }

        target.Add((byte)'}');
    }

    public int Compare(int x, int y) => Name(_parts[x]).SequenceCompareTo(Name(_parts[y]));

    private ByteText BeginNext(ref PackStreamReader reader, int index)
    {
        if (index < _names.Count && _names[index].TrySkip(ref reader))
        {
            _known += _known == index ? 1 : 0;
            var written = _text.Length;
            _text.Add(_names[index].Text);
            return Begun(written);
        }

        var (start, packed) = (_text.Length, reader.Position);
        _text.AddName(reader.ReadTextBytes(), form);
        if (index < MostNames)
        {
            if (index == _names.Count)
            {
                _names.Add(new WrittenBefore());
            }

            _order.Clear();
            _names[index].Remember(reader.From(packed), _text.From(start));
        }

        return Begun(start);
    }

    private ByteText Begun(int start)
    {
        if (Count == _parts.Length)
        {
            Array.Resize(ref _parts, Count * 2);
        }

        _parts[Count++] = new Part(start, _text.Length, 0);
        _text.Add((byte)':');
        return _text;
    }

    private static ReadOnlySpan<byte> TemporaryKeyName => "`DeployOps key`"u8;

    private ReadOnlySpan<byte> Name(Part part) => _text.Slice(part.Start, part.NameEnd);

    private ReadOnlySpan<byte> Value(Part part) => _text.Slice(part.NameEnd + 1, part.End);

    /// <summary>Where a property stands in the text.</summary>
    private readonly record struct Part(int Start, int NameEnd, int End);
}
