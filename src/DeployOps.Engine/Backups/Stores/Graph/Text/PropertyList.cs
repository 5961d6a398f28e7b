using DeployOps.Engine.Stores.Graph.PackStream;

namespace DeployOps.Engine.Backups.Stores.Graph.Text;

/// <summary>The properties of one row, written and put in the order of their names, so that equal ones are equal bytes.</summary>
internal sealed class PropertyList(CypherForm form) : IComparer<PropertyList.Part>
{
    private readonly ByteText _text = new();
    private readonly List<Part> _parts = [];

    public CypherForm Form => form;

    /// <summary>The value of the temporary key, which is no part of the list; <see langword="null"/> when the row has none.</summary>
    public long? TemporaryKey { get; private set; }

    public int Count => _parts.Count;

    public void Clear()
    {
        _text.Clear();
        _parts.Clear();
        TemporaryKey = null;
    }

    /// <summary>Begins a property.</summary>
    /// <param name="name">Its name in UTF-8.</param>
    /// <returns>Where its value is to be written.</returns>
    public ByteText Begin(ReadOnlySpan<byte> name)
    {
        var start = _text.Length;
        _text.AddName(name, form);
        _parts.Add(new Part(start, _text.Length, 0));
        _text.Add((byte)':');
        return _text;
    }

    /// <summary>Ends the property that was begun.</summary>
    public void End()
    {
        var part = _parts[^1] with { End = _text.Length };
        _parts[^1] = part;
        if (Name(part).SequenceEqual(TemporaryKeyName))
        {
            _parts.RemoveAt(_parts.Count - 1);
            TemporaryKey = System.Buffers.Text.Utf8Parser.TryParse(Value(part), out long key, out var used) && used == Value(part).Length
                ? key
                : throw new GraphNotCarriedException($"a property has the name {CypherText.TemporaryKey} and is no whole number");
            _text.Cut(part.Start);
        }
    }

    /// <summary>Reads a map of properties.</summary>
    public void ReadMap(ref PackStreamReader reader)
    {
        for (var count = reader.ReadMapHeader(); count > 0; count--)
        {
            var text = Begin(reader.ReadTextBytes());
            text.AddValue(ref reader, form);
            End();
        }
    }

    /// <summary>Puts them in order.</summary>
    public void Sort()
    {
        if (_parts.Count > 1)
        {
            _parts.Sort(this);
        }
    }

    /// <summary>A property's name in backticks.</summary>
    public ReadOnlySpan<byte> NameOf(int index) => Name(_parts[index]);

    /// <summary>A property's value.</summary>
    public ReadOnlySpan<byte> ValueOf(int index) => Value(_parts[index]);

    /// <summary>Writes all of them as a map.</summary>
    public void AddTo(ByteText target)
    {
        target.Add((byte)'{');
        for (var index = 0; index < _parts.Count; index++)
        {
            if (index > 0)
            {
                target.Add((byte)',');
            }

            target.Add(_text.Slice(_parts[index].Start, _parts[index].End));
        }

        target.Add((byte)'}');
    }

    public int Compare(Part x, Part y) => Name(x).SequenceCompareTo(Name(y));

    private static ReadOnlySpan<byte> TemporaryKeyName => "`DeployOps key`"u8;

    private ReadOnlySpan<byte> Name(Part part) => _text.Slice(part.Start, part.NameEnd);

    private ReadOnlySpan<byte> Value(Part part) => _text.Slice(part.NameEnd + 1, part.End);

    /// <summary>Where a property stands in the text.</summary>
    internal readonly record struct Part(int Start, int NameEnd, int End);
}
