namespace DeployOps.Engine.Redaction.Matching;

/// <summary>
/// Tells where in the tail of a text a pattern may have begun that the text does not finish. Built on the first question:
/// only an interactive stream, which is flushed line by line, asks.
/// </summary>
internal sealed class PatternPrefixes
{
    private readonly PatternSet _patterns;
    private readonly int[] _sorted;
    private readonly bool[] _beginnings = new bool[1 << 16];

    /// <summary>Sorts the patterns.</summary>
    /// <param name="patterns">The patterns.</param>
    public PatternPrefixes(PatternSet patterns)
    {
        _patterns = patterns;
        _sorted = [.. Enumerable.Range(0, patterns.Count)];
        Array.Sort(_sorted, (x, y) => patterns.Bytes(x).SequenceCompareTo(patterns.Bytes(y)));
        foreach (var index in _sorted)
        {
            var bytes = patterns.Bytes(index);
            _beginnings[bytes[0] | (bytes[1] << 8)] = true;
        }
    }

    /// <summary>Finds the first place from which on the rest of a text is the beginning of a pattern.</summary>
    /// <param name="text">The text.</param>
    /// <param name="from">Where the tail begins.</param>
    /// <returns>The place, or the end of the text when no pattern is open.</returns>
    public int FirstOpen(ReadOnlySpan<byte> text, int from)
    {
        for (var start = Math.Max(0, from); start < text.Length; start++)
        {
            if ((start + 1 == text.Length || _beginnings[text[start] | (text[start + 1] << 8)]) && IsOpen(text[start..]))
            {
                return start;
            }
        }

        return text.Length;
    }

    private bool IsOpen(ReadOnlySpan<byte> rest)
    {
        var (low, high) = (0, _sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_patterns.Bytes(_sorted[middle]).SequenceCompareTo(rest) < 0)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        for (; low < _sorted.Length && _patterns.Bytes(_sorted[low]).StartsWith(rest); low++)
        {
            // A pattern that is all there is no longer open, unless the next byte decides whether it stands alone.
            ref readonly var pattern = ref _patterns[_sorted[low]];
            if (pattern.Length > rest.Length || pattern.Bounded)
            {
                return true;
            }
        }

        return false;
    }
}
