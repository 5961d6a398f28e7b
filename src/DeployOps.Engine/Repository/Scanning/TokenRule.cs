using System.Text;
using System.Text.RegularExpressions;

namespace DeployOps.Engine.Repository.Scanning;

/// <summary>A token of a well-known format, described by an expression.</summary>
public sealed class TokenRule : SourceRule
{
    private const int LongestMatch = 2048;
    private readonly Lazy<Regex> _expression;

    /// <summary>Describes a format.</summary>
    /// <param name="pattern">The whole token; it is matched in linear time, so it has no look-around and no references back.</param>
    public TokenRule(string pattern)
    {
        Pattern = pattern;
        _expression = new Lazy<Regex>(() => new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
    }

    /// <summary>The expression.</summary>
    public string Pattern { get; }

    private int Before { get; init; }

    private bool IsNear { get; init; }

    /// <summary>The same format, whose matches may start so many characters before their anchor.</summary>
    public TokenRule Reaching(int before) => new(Pattern) { Id = Id, Kind = Kind, Group = Group, Anchors = Anchors, Before = before };

    /// <summary>The same format, too plain to be recognised alone: its anchor is a word that stands near it in the same line.</summary>
    public TokenRule Near(int before) => new(Pattern) { Id = Id, Kind = Kind, Group = Group, Anchors = Anchors, Before = before, IsNear = true };

    /// <inheritdoc/>
    public override SourceMatch? Match(ReadOnlySpan<byte> text, int anchor, int anchorLength, int earliest)
    {
        // One character more, so that a word's boundary is seen.
        var start = Math.Max(earliest, anchor - Before - 1);
        var window = text[start..Math.Min(text.Length, anchor + LongestMatch)];
        var end = window[(anchor - start)..].IndexOfAny((byte)'\n', (byte)'\r');
        window = end < 0 ? window : window[..(anchor - start + end)];
        var lineStart = window[..(anchor - start)].LastIndexOfAny((byte)'\n', (byte)'\r') + 1;
        window = window[lineStart..];
        start += lineStart;
        Span<char> line = stackalloc char[window.Length];
        Encoding.Latin1.GetChars(window, line);
        foreach (var match in _expression.Value.EnumerateMatches(line))
        {
            if (match.Index > anchor - start && !IsNear)
            {
                return null;
            }

            if (IsNear || match.Index + match.Length >= anchor - start + anchorLength)
            {
                var found = window.Slice(match.Index, match.Length);
                return SecretText.IsPlaceholder(found) || SecretText.IsMonotonous(found)
                    ? null
                    : new SourceMatch(start + match.Index, match.Length, (start + match.Index)..(start + match.Index + match.Length));
            }
        }

        return null;
    }
}
