using System.Text;

namespace DeployOps.Engine.Repository.Scanning;

/// <summary>Scans one text after another. Not to be used by two threads at once.</summary>
public sealed class SourceScanner
{
    private readonly SourceRules _rules;
    private readonly int[] _matchedUntil;
    private readonly SourceText _text = new();

    /// <summary>Makes a scanner.</summary>
    public SourceScanner(SourceRules rules)
    {
        _rules = rules;
        _matchedUntil = new int[rules.Rules.Count];
    }

    /// <summary>Scans the content of a file.</summary>
    /// <param name="name">The bytes of the file's path, with <c>/</c> between folders.</param>
    /// <param name="content">The whole content.</param>
    /// <param name="hits">Takes the matches.</param>
    /// <returns>Whether it was text.</returns>
    public bool Scan(ReadOnlySpan<byte> name, ReadOnlySpan<byte> content, ICollection<SourceHit> hits)
    {
        if (!_text.TryRead(content, out var text))
        {
            return false;
        }

        FindAnchored(name, text, hits);
        foreach (var rule in _rules.Forbidden)
        {
            if (rule.AppliesTo(name))
            {
                FindForbidden(rule, name, _text.Widen(text), hits);
            }
        }

        return true;
    }

    private void FindAnchored(ReadOnlySpan<byte> name, ReadOnlySpan<byte> text, ICollection<SourceHit> hits)
    {
        Array.Clear(_matchedUntil);
        string? path = null;
        var lines = new LineCounter<byte>((byte)'\n');
        for (var anchors = _rules.Anchors.Find(text); anchors.MoveNext();)
        {
            var rule = _rules.Rules[anchors.Rule];
            if (anchors.Start >= _matchedUntil[anchors.Rule]
                && rule.Match(text, anchors.Start, anchors.Length, _matchedUntil[anchors.Rule]) is { } match
                && rule.AppliesTo(path ??= Encoding.UTF8.GetString(name)))
            {
                _matchedUntil[anchors.Rule] = match.Start + match.Length;
                hits.Add(new SourceHit(path, lines.LineAt(text, match.Start), rule.Id, rule.Kind, rule.Group, SecretFingerprint.Of(rule.Id, text[match.Secret])));
            }
        }
    }

    private static void FindForbidden(ForbiddenRule rule, ReadOnlySpan<byte> name, ReadOnlySpan<char> text, ICollection<SourceHit> hits)
    {
        var lines = new LineCounter<char>('\n');
        var last = 0;
        foreach (var match in rule.Matches(text))
        {
            // A pattern such as "^\s*print" may start in an empty line above the one it is about.
            var start = match.Index + match.Length - text.Slice(match.Index, match.Length).TrimStart().Length;
            var line = lines.LineAt(text, start);
            if (line != last)
            {
                hits.Add(new SourceHit(Encoding.UTF8.GetString(name), line, rule.Id, rule.Title, SourceRuleGroup.Forbidden, ""));
                last = line;
            }
        }
    }

    /// <summary>Counts lines on from the last place asked for.</summary>
    private struct LineCounter<TUnit>(TUnit end)
        where TUnit : IEquatable<TUnit>
    {
        private int _position;
        private int _line;

        public int LineAt(ReadOnlySpan<TUnit> text, int position)
        {
            // A rule may find something before what another one found.
            (_position, _line) = position < _position ? (0, 0) : (_position, _line);
            _line += text[_position..position].Count(end);
            _position = position;
            return _line + 1;
        }
    }
}
