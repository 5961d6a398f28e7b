namespace DeployOps.Engine.Redaction.Matching;

/// <summary>All byte patterns of a redactor, without doubles, in one block of memory.</summary>
internal sealed class PatternSet
{
    private readonly byte[] _bytes;
    private readonly Pattern[] _patterns;

    /// <summary>Takes over the memory of a builder.</summary>
    /// <param name="bytes">The bytes of all patterns.</param>
    /// <param name="patterns">Where each pattern lies in them.</param>
    public PatternSet(byte[] bytes, Pattern[] patterns)
    {
        _bytes = bytes;
        _patterns = patterns;
        foreach (var pattern in patterns)
        {
            LongestReach = Math.Max(LongestReach, pattern.Length + (pattern.Bounded ? 1 : 0));
            LongestLead = Math.Max(LongestLead, pattern.MaskStart + 1);
        }
    }

    /// <summary>How many patterns there are.</summary>
    public int Count => _patterns.Length;

    /// <summary>How many bytes, from its first one on, may be needed to decide on a match.</summary>
    public int LongestReach { get; }

    /// <summary>How many bytes before the masked part may be needed to decide on a match.</summary>
    public int LongestLead { get; }

    /// <summary>The place and kind of one pattern.</summary>
    /// <param name="index">Its number.</param>
    public ref readonly Pattern this[int index] => ref _patterns[index];

    /// <summary>The bytes of one pattern.</summary>
    /// <param name="index">Its number.</param>
    /// <returns>The bytes.</returns>
    public ReadOnlySpan<byte> Bytes(int index) => _bytes.AsSpan(_patterns[index].Offset, _patterns[index].Length);

    /// <summary>Whether a pattern stands at a place, with the boundaries it asks for.</summary>
    /// <param name="index">The pattern's number.</param>
    /// <param name="text">The text.</param>
    /// <param name="start">The place; it may lie outside the text.</param>
    /// <param name="complete">Whether the end of the text is a boundary; otherwise more may follow.</param>
    /// <returns>True when all of it is there.</returns>
    public bool StandsAt(int index, ReadOnlySpan<byte> text, int start, bool complete)
    {
        ref readonly var pattern = ref _patterns[index];
        if (start < 0 || start > text.Length - pattern.Length || !text.Slice(start, pattern.Length).SequenceEqual(Bytes(index)))
        {
            return false;
        }

        var end = start + pattern.Length;
        return !pattern.Bounded || ((complete || end < text.Length) && StandsAlone(text, start, end));
    }

    // A boundary lies between two characters of which at least one cannot be part of a word.
    private static bool StandsAlone(ReadOnlySpan<byte> text, int start, int end) =>
        (start == 0 || !IsWord(text[start - 1]) || !IsWord(text[start])) &&
        (end == text.Length || !IsWord(text[end]) || !IsWord(text[end - 1]));

    private static bool IsWord(byte octet) => char.IsAsciiLetterOrDigit((char)octet) || octet is (byte)'_';
}
