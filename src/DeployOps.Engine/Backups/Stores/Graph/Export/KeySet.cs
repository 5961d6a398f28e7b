namespace DeployOps.Engine.Backups.Stores.Graph.Export;

/// <summary>Which keys have been seen: a bit each, since servers number their nodes densely.</summary>
internal sealed class KeySet
{
    private const int ChunkBits = 1 << 15;
    private readonly Dictionary<long, ulong[]> _chunks = [];

    // Servers also give their nodes in the order of their numbers, more or less.
    private long _lastNumber;
    private ulong[]? _last;

    /// <summary>Adds a key.</summary>
    /// <returns>Whether it is new.</returns>
    public bool Add(long key)
    {
        var number = key >> 15;
        if (Find(number) is not { } chunk)
        {
            _chunks[number] = chunk = new ulong[ChunkBits / 64];
        }

        ref var word = ref chunk[(key & (ChunkBits - 1)) >> 6];
        var bit = 1UL << (int)(key & 63);
        var isNew = (word & bit) == 0;
        word |= bit;
        return isNew;
    }

    public bool Contains(long key) => Find(key >> 15) is { } chunk && (chunk[(key & (ChunkBits - 1)) >> 6] & (1UL << (int)(key & 63))) != 0;

    private ulong[]? Find(long number)
    {
        if (_last is null || _lastNumber != number)
        {
            _chunks.TryGetValue(number, out _last);
            _lastNumber = number;
        }

        return _last;
    }
}
