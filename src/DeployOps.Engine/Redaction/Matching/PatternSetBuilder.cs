using DeployOps.Engine.Redaction.Forms;

namespace DeployOps.Engine.Redaction.Matching;

/// <summary>Collects patterns and drops doubles; most forms of a plain value are the same text.</summary>
internal sealed class PatternSetBuilder
{
    /// <summary>
    /// The shortest pattern, in bytes. Shorter texts turn up by chance in every log, and the search works on four bytes.
    /// </summary>
    public const int ShortestPattern = 4;

    private readonly List<Pattern> _patterns = [];
    private readonly HashSet<int> _distinct;
    private byte[] _bytes = new byte[4096];
    private int _length;

    /// <summary>Begins an empty set.</summary>
    public PatternSetBuilder() => _distinct = new HashSet<int>(new SameBytes(this));

    /// <summary>Adds a pattern, unless it is too short to be told from chance or is there already.</summary>
    /// <param name="text">The bytes and their mask.</param>
    /// <param name="bounded">Whether a match must stand alone.</param>
    public void Add(SecretText text, bool bounded = false)
    {
        var bytes = text.Bytes;
        if (bytes.Length < ShortestPattern || text.MaskLength == 0 || IsMask(bytes.AsSpan(text.MaskStart, text.MaskLength)))
        {
            return;
        }

        if (_length + bytes.Length > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, _length + bytes.Length));
        }

        bytes.CopyTo(_bytes, _length);
        _patterns.Add(new Pattern(_length, bytes.Length, text.MaskStart, text.MaskLength, bounded));
        if (_distinct.Add(_patterns.Count - 1))
        {
            _length += bytes.Length;
        }
        else
        {
            _patterns.RemoveAt(_patterns.Count - 1);
        }
    }

    /// <summary>Ends the collection.</summary>
    /// <returns>The patterns.</returns>
    public PatternSet Build() => new(_bytes.AsSpan(0, _length).ToArray(), [.. _patterns]);

    // Masking stars would change nothing but their number, and our own output with it.
    private static bool IsMask(ReadOnlySpan<byte> masked) => masked.IndexOfAnyExcept((byte)'*') < 0;

    private ReadOnlySpan<byte> BytesOf(Pattern pattern) => _bytes.AsSpan(pattern.Offset, pattern.Length);

    private sealed class SameBytes(PatternSetBuilder owner) : IEqualityComparer<int>
    {
        public bool Equals(int x, int y)
        {
            var (first, second) = (owner._patterns[x], owner._patterns[y]);
            return first with { Offset = 0 } == second with { Offset = 0 } && owner.BytesOf(first).SequenceEqual(owner.BytesOf(second));
        }

        public int GetHashCode(int index)
        {
            var hash = default(HashCode);
            hash.AddBytes(owner.BytesOf(owner._patterns[index]));
            return hash.ToHashCode();
        }
    }
}
