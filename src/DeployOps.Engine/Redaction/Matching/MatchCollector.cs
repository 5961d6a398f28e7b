namespace DeployOps.Engine.Redaction.Matching;

/// <summary>Gathers the spans of one scan. Not for use by two threads.</summary>
internal sealed class MatchCollector
{
    private readonly List<MatchSpan> _spans = [];

    /// <summary>
    /// The earliest place from which more text is needed to decide, or <see cref="int.MaxValue"/> when all is decided.
    /// </summary>
    public int UndecidedFrom { get; private set; } = int.MaxValue;

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        _spans.Clear();
        UndecidedFrom = int.MaxValue;
    }

    /// <summary>Adds a span to mask.</summary>
    /// <param name="start">Its first byte.</param>
    /// <param name="end">The byte after its last one.</param>
    public void Add(int start, int end)
    {
        if (_spans.Count > 0)
        {
            // Repeating text makes a match at every byte; they are kept as one.
            var last = _spans[^1];
            if (start >= last.Start && start <= last.End)
            {
                _spans[^1] = new MatchSpan(last.Start, Math.Max(last.End, end));
                return;
            }
        }

        _spans.Add(new MatchSpan(start, end));
    }

    /// <summary>Adds all that another search found.</summary>
    /// <param name="other">The other search's collector.</param>
    public void Add(MatchCollector other)
    {
        foreach (var span in other._spans)
        {
            Add(span.Start, span.End);
        }

        Undecided(other.UndecidedFrom);
    }

    /// <summary>Notes a place whose match depends on text that is not there yet.</summary>
    /// <param name="start">The first byte that might have to be masked.</param>
    public void Undecided(int start) => UndecidedFrom = Math.Min(UndecidedFrom, start);

    /// <summary>Sorts the spans, and joins those that overlap or touch: every byte of every match is masked.</summary>
    /// <returns>Spans in order, with a gap between any two; valid until the next call.</returns>
    public List<MatchSpan> Merge()
    {
        _spans.Sort(static (x, y) => x.Start.CompareTo(y.Start));
        var kept = 0;
        for (var index = 1; index < _spans.Count; index++)
        {
            if (_spans[index].Start <= _spans[kept].End)
            {
                _spans[kept] = new MatchSpan(_spans[kept].Start, Math.Max(_spans[kept].End, _spans[index].End));
            }
            else
            {
                _spans[++kept] = _spans[index];
            }
        }

        if (_spans.Count > kept + 1)
        {
            _spans.RemoveRange(kept + 1, _spans.Count - kept - 1);
        }

        return _spans;
    }
}
