namespace DeployOps.Engine.Backups.Stores.Graph.Export;

/// <summary>How often each name came.</summary>
internal sealed class NameCounts
{
    private readonly Dictionary<byte[], Counter> _counters = new(ByteNames.Ordinal);

    // Elements come in long runs of the same kind, for which nothing has to be looked up.
    private Counter? _last;

    /// <summary>Every name with its count.</summary>
    public IEnumerable<(byte[] Name, long Count)> All => _counters.Values.Select(counter => (counter.Name, counter.Count));

    /// <summary>Counts a name.</summary>
    public void Add(ReadOnlySpan<byte> name)
    {
        if (_last is null || !name.SequenceEqual(_last.Name))
        {
            _last = Find(name);
        }

        _last.Count++;
    }

    private Counter Find(ReadOnlySpan<byte> name)
    {
        var counters = _counters.GetAlternateLookup<ReadOnlySpan<byte>>();
        if (!counters.TryGetValue(name, out var counter))
        {
            counter = new Counter(name.ToArray());
            _counters[counter.Name] = counter;
        }

        return counter;
    }

    private sealed class Counter(byte[] name)
    {
        public byte[] Name => name;

        public long Count { get; set; }
    }
}
