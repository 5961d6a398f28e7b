using DeployOps.Engine.Redaction.Matching;

namespace DeployOps.Engine.Redaction.Unknown;

/// <summary>One kind of credential that is recognised by its looks. A rule keeps no state.</summary>
internal abstract class UnknownSecretRule
{
    /// <summary>How many bytes before an anchor a rule may look at.</summary>
    public const int LongestLookBehind = 32;

    /// <summary>The three-byte texts at which the search stops and asks this rule.</summary>
    public abstract IReadOnlyList<string> Anchors { get; }

    /// <summary>
    /// Decides about one place. When the text ends before the answer is known and is not complete, the rule says so with
    /// <see cref="MatchCollector.Undecided"/>; each rule has a longest length, after which it decides in any case.
    /// </summary>
    /// <param name="text">The text around the place.</param>
    /// <param name="anchor">Where the anchor begins.</param>
    /// <param name="complete">Whether nothing follows the text.</param>
    /// <param name="found">Where the spans to mask are added.</param>
    public abstract void Decide(ReadOnlySpan<byte> text, int anchor, bool complete, MatchCollector found);

    /// <summary>The place after a run of certain bytes.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">Where the run begins.</param>
    /// <param name="longest">How far it may reach.</param>
    /// <param name="allowed">The bytes it is made of.</param>
    /// <returns>The first place that is not part of it.</returns>
    protected static int RunEnd(ReadOnlySpan<byte> text, int start, int longest, System.Buffers.SearchValues<byte> allowed)
    {
        var reach = text[start..Math.Min(text.Length, start + longest)];
        var length = reach.IndexOfAnyExcept(allowed);
        return start + (length < 0 ? reach.Length : length);
    }

    /// <summary>Whether a decision at this place has to wait for more text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="end">The place at which a run stopped.</param>
    /// <param name="complete">Whether nothing follows the text.</param>
    /// <returns>True when the run stopped only because the text did.</returns>
    protected static bool MustWait(ReadOnlySpan<byte> text, int end, bool complete) => !complete && end >= text.Length;
}
