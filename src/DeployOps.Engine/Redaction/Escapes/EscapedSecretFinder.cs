using DeployOps.Engine.Redaction.Matching;

namespace DeployOps.Engine.Redaction.Escapes;

/// <summary>Finds the secrets that have escape sequences inside, with the buffers it needs for that. Not for use by two threads.</summary>
/// <param name="redactor">What is looked for.</param>
internal sealed class EscapedSecretFinder(Redactor redactor)
{
    /// <summary>How much more than the longest match is held back for sequences inside one.</summary>
    private const int MostHeldMore = 1024 * 1024;

    private readonly EscapeFreeText _text = new();
    private readonly MatchCollector _inside = new();
    private readonly WrappedBase64Finder _wrapped = new(redactor.Matcher);
    private bool _hasEscapes;

    /// <summary>Adds every match in a text without its escapes, by where it stands in the text with them.</summary>
    /// <param name="text">The text.</param>
    /// <param name="complete">Whether nothing follows it.</param>
    /// <param name="found">Where the masked parts are added.</param>
    public void Find(ReadOnlySpan<byte> text, bool complete, MatchCollector found)
    {
        _hasEscapes = _text.Take(text, complete);
        if (!_hasEscapes)
        {
            return;
        }

        _inside.Clear();
        redactor.Matcher.Find(_text.Bytes, complete, _inside);
        redactor.FindRest(_text.Bytes, from: 0, complete, _inside, _wrapped);
        foreach (var span in _inside.Merge())
        {
            found.Add(_text.OriginalOf(span.Start), _text.OriginalOf(span.End - 1) + 1);
        }

        if (_inside.UndecidedFrom < _text.Bytes.Length)
        {
            found.Undecided(_text.OriginalOf(_inside.UndecidedFrom));
        }
    }

    /// <summary>Up to where the text of the last search is certain, when a match may have so many bytes that are no escape.</summary>
    /// <param name="length">The length of that text.</param>
    /// <param name="held">The bytes of the longest match.</param>
    public int CertainUntil(int length, int held)
    {
        var certain = _hasEscapes ? _text.Bytes.Length - held + 1 : length - held + 1;
        return _hasEscapes ? Math.Max(certain <= 0 ? 0 : _text.OriginalOf(certain), length - held - MostHeldMore) : certain;
    }

    /// <summary>From where on the text of the last search may be the beginning of a match with escapes inside.</summary>
    /// <param name="length">The length of that text.</param>
    /// <param name="from">What lies before was given out.</param>
    /// <param name="held">The bytes of the longest match.</param>
    public int FirstOpen(int length, int from, int held)
    {
        if (!_hasEscapes)
        {
            return length;
        }

        var tail = Math.Max(_text.FirstFrom(from), _text.Bytes.Length - held + 1);
        var open = WrappedBase64Finder.EndsInBlock(_text.Bytes) ? tail : redactor.Prefixes.FirstOpen(_text.Bytes, tail);
        return open >= _text.Bytes.Length ? length : Math.Max(_text.OriginalOf(open), length - held - MostHeldMore);
    }
}
