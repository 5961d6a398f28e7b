namespace DeployOps.Engine.Redaction.Written;

/// <summary>A word of a command line, with the quotes around or in it.</summary>
/// <param name="Start">Where it begins in the text.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Text">The word.</param>
internal readonly record struct CommandWord(int Start, int End, string Text)
{
    /// <summary>The part of the word from one of its characters on, without the quotes around it.</summary>
    /// <param name="from">The first character that counts.</param>
    public (int Start, int End) Inner(int from)
    {
        var (start, end) = (Start + from, End);
        while (start < end && IsQuote(Text[start - Start]))
        {
            start++;
        }

        while (end > start && IsQuote(Text[end - 1 - Start]))
        {
            end--;
        }

        return (start, end);
    }

    /// <summary>Tells the place, never the word.</summary>
    /// <returns>A text without a secret.</returns>
    public override string ToString() => $"a word of {End - Start} characters";

    private static bool IsQuote(char character) => character is '"' or '\'' or '\\';
}
