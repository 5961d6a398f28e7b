using DeployOps.Engine.Stores.Graph.PackStream;

namespace DeployOps.Engine.Backups.Stores.Graph.Text;

/// <summary>
/// A value as it came and as it was written. The same labels, types and names of properties come with row after row: one that came just so before needs
/// neither to be checked nor to be written again.
/// </summary>
internal sealed class WrittenBefore
{
    private readonly ByteText _packed = new(64);
    private readonly ByteText _text = new(64);

    /// <summary>What it was written as.</summary>
    public ReadOnlySpan<byte> Text => _text.Span;

    /// <summary>Passes over the next value, when it is the same.</summary>
    public bool TrySkip(ref PackStreamReader reader) => reader.TrySkip(_packed.Span);

    /// <summary>Remembers a value.</summary>
    /// <param name="packed">As it came.</param>
    /// <param name="text">As it was written.</param>
    public void Remember(ReadOnlySpan<byte> packed, ReadOnlySpan<byte> text)
    {
        _packed.Clear();
        _packed.Add(packed);
        _text.Clear();
        _text.Add(text);
    }
}
