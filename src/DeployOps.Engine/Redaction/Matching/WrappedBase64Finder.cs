using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DeployOps.Engine.Redaction.Matching;

/// <summary>
/// Finds base64 forms across the line ends of a wrapped block (64 columns in PEM, RFC 7468; 76 in MIME, RFC 2045, and in
/// the <c>base64</c> command). Where a line end falls in a secret depends on what stands before it, so the lines are
/// joined and the joined text is searched.
/// </summary>
internal sealed class WrappedBase64Finder
{
    /// <summary>How far a line of a block may reach; the search looks back as far as this.</summary>
    public const int LongestLine = 256;

    private const int ShortestLine = 57;
    private const int LongestIndent = 32;
    private const int LookEvery = 32;

    private static readonly SearchValues<byte> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=-_"u8);

    private readonly PatternMatcher _matcher;
    private readonly MatchCollector _joinedFound = new();
    private readonly ArrayBufferWriter<byte> _joined = new();
    private readonly List<Line> _lines = [];

    /// <summary>Begins a search; it keeps buffers and is not for two threads.</summary>
    /// <param name="matcher">What searches the joined lines.</param>
    public WrappedBase64Finder(PatternMatcher matcher) => _matcher = matcher;

    /// <summary>How many bytes a match of a given length may span once line ends and indentation are in it.</summary>
    /// <param name="length">The length without them.</param>
    /// <returns>A bound in bytes.</returns>
    public static int Reach(int length) => length + (((length / ShortestLine) + 2) * (LongestIndent + 2));

    /// <summary>Whether a text ends inside something that may be a wrapped block.</summary>
    /// <param name="text">The text.</param>
    /// <returns>True when the next bytes may continue a block.</returns>
    public static bool EndsInBlock(ReadOnlySpan<byte> text)
    {
        var lineStart = text.LastIndexOf((byte)'\n') + 1;
        var line = text[lineStart..].TrimStart(" \t"u8).TrimEnd((byte)'\r');
        if (line.IndexOfAnyExcept(Alphabet) >= 0)
        {
            return LineRun(text) >= ShortestLine;
        }

        return line.Length >= ShortestLine || (lineStart > 0 && LineRun(text[..(lineStart - 1)].TrimEnd((byte)'\r')) >= ShortestLine);
    }

    /// <summary>Adds the matches that span a line end.</summary>
    /// <param name="text">The text.</param>
    /// <param name="found">Where the masked parts are added, one for each line.</param>
    public void Find(ReadOnlySpan<byte> text, MatchCollector found)
    {
        for (var position = NextRun(text, 0); position < text.Length; position = NextRun(text, position))
        {
            var length = text[position..].IndexOfAnyExcept(Alphabet);
            if (length < 0)
            {
                return;
            }

            var end = position + length;
            var lineEnd = text[end] == '\r' && end + 1 < text.Length ? end + 1 : end;
            position = lineEnd + 1;
            if (text[lineEnd] == '\n' && LineRun(text[..end]) is >= ShortestLine and var run)
            {
                position = JoinBlock(text, new Line(end - run, end), position);
                Search(found);
            }
        }
    }

    // A run of 57 letters holds sixteen of them at a multiple of 32, wherever it begins: one look in 32 bytes is enough.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int NextRun(ReadOnlySpan<byte> text, int position)
    {
        ref var first = ref MemoryMarshal.GetReference(text);
        for (position = (position + LookEvery - 1) & -LookEvery; position <= text.Length - Vector128<byte>.Count; position += LookEvery)
        {
            // The alphabet lies between "+" and "z", as the space and the quotes of a log do not; what else lies there is sorted out later.
            var octets = Vector128.LoadUnsafe(ref first, (nuint)position) - Vector128.Create((byte)'+');
            if (Vector128.LessThanOrEqualAll(octets, Vector128.Create((byte)('z' - '+'))))
            {
                return position;
            }
        }

        return text.Length;
    }

    private static int LineRun(ReadOnlySpan<byte> text)
    {
        var reach = text[Math.Max(0, text.Length - LongestLine)..];
        return reach.Length - 1 - reach.LastIndexOfAnyExcept(Alphabet);
    }

    private int JoinBlock(ReadOnlySpan<byte> text, Line first, int position)
    {
        _joined.ResetWrittenCount();
        _lines.Clear();
        Append(text, first);
        while (position < text.Length)
        {
            var indent = text[position..Math.Min(text.Length, position + LongestIndent)].IndexOfAnyExcept((byte)' ', (byte)'\t');
            var start = position + Math.Max(0, indent);
            var length = text[start..].IndexOfAnyExcept(Alphabet);
            var end = length < 0 ? text.Length : start + length;
            if (end == start)
            {
                break;
            }

            Append(text, new Line(start, end));
            var next = end < text.Length && text[end] == '\r' ? end + 1 : end;
            if (end - start < ShortestLine || next >= text.Length || text[next] != '\n')
            {
                break;
            }

            position = next + 1;
        }

        return position;
    }

    private void Append(ReadOnlySpan<byte> text, Line line)
    {
        _lines.Add(line with { JoinedAt = _joined.WrittenCount });
        _joined.Write(text[line.Start..line.End]);
    }

    private void Search(MatchCollector found)
    {
        if (_lines.Count < 2)
        {
            return;
        }

        _joinedFound.Clear();
        _matcher.Find(_joined.WrittenSpan, complete: false, _joinedFound);
        foreach (var span in _joinedFound.Merge())
        {
            foreach (var line in _lines)
            {
                var start = Math.Max(span.Start - line.JoinedAt, 0);
                var end = Math.Min(span.End - line.JoinedAt, line.End - line.Start);
                if (start < end)
                {
                    found.Add(line.Start + start, line.Start + end);
                }
            }
        }
    }

    private readonly record struct Line(int Start, int End, int JoinedAt = 0);
}
