namespace DeployOps.Engine.Redaction.Matching;

/// <summary>Finds every match of a pattern set, with one index for each range of lengths.</summary>
internal sealed class PatternMatcher
{
    private const int LongPattern = 15;
    private const int MediumPattern = 7;

    // A text is searched in blocks that fit a core's cache, so that the second index finds it there.
    private const int BlockSize = 128 * 1024;

    // Beyond this many patterns the windows are filed once each: memory matters more than speed.
    private const int CrowdedSet = 400_000;

    private readonly PatternSet _patterns;
    private readonly FingerprintIndex[] _indexes;

    /// <summary>Builds the indexes.</summary>
    /// <param name="patterns">The patterns.</param>
    public PatternMatcher(PatternSet patterns)
    {
        _patterns = patterns;
        var members = new List<int>[] { [], [], [] };
        for (var index = 0; index < patterns.Count; index++)
        {
            members[patterns[index].Length switch { < MediumPattern => 0, < LongPattern => 1, _ => 2 }].Add(index);
        }

        Reach = patterns.LongestReach;
        _indexes = [.. members.Where(list => list.Count > 0).Select(Index)];
    }

    /// <summary>How many bytes, from its first one on, may be needed to decide on a match.</summary>
    public int Reach { get; }

    /// <summary>Adds every match in a text to a collector.</summary>
    /// <param name="text">The text.</param>
    /// <param name="complete">Whether nothing follows it.</param>
    /// <param name="found">Where the masked parts are added.</param>
    public void Find(ReadOnlySpan<byte> text, bool complete, MatchCollector found)
    {
        for (var from = 0; from < text.Length; from += BlockSize)
        {
            foreach (var index in _indexes)
            {
                index.Find(text, from, Math.Min(text.Length, from + BlockSize), complete, found);
            }
        }
    }

    private FingerprintIndex Index(List<int> members)
    {
        var shortest = members.Min(member => _patterns[member].Length);
        var width = shortest switch { < MediumPattern => 3, < LongPattern => sizeof(uint), _ => sizeof(ulong) };
        var stride = _patterns.Count > CrowdedSet ? 1 : Math.Min(8, 1 << (int)Math.Log2(shortest - width + 1));
        return new FingerprintIndex(_patterns, members, width, stride);
    }
}
