namespace DeployOps.Engine.Repository.Scanning;

/// <summary>What kind of thing a rule looks for.</summary>
public enum SourceRuleGroup
{
    /// <summary>A token of a well-known format.</summary>
    Token,

    /// <summary>A private key.</summary>
    PrivateKey,

    /// <summary>A value that looks random, given to a name that looks secret.</summary>
    Assignment,

    /// <summary>A pattern that the project wants gone.</summary>
    Forbidden,
}

/// <summary>Where in a text a rule matched. <see cref="Secret"/> never leaves the scanner: only its fingerprint does.</summary>
/// <param name="Start">The first character.</param>
/// <param name="Length">How many characters.</param>
/// <param name="Secret">The part that is the secret itself.</param>
public readonly record struct SourceMatch(int Start, int Length, Range Secret);

/// <summary>
/// One thing to look for in a text. All anchors of all rules are searched for together in one vectorised pass, and a rule
/// is only asked where one of its own stands. A text is bytes, and what is looked for is ASCII.
/// </summary>
public abstract class SourceRule
{
    /// <summary>A stable identifier, such as <c>github-token</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What is found, as a finding names it.</summary>
    public required string Kind { get; init; }

    /// <summary>What kind of thing it is.</summary>
    public required SourceRuleGroup Group { get; init; }

    /// <summary>Texts one of which every match holds, in lower case, at least three characters each; case is ignored.</summary>
    public required IReadOnlyList<string> Anchors { get; init; }

    /// <summary>Whether the rule is asked about a file at all.</summary>
    /// <param name="path">The file's path with <c>/</c> between folders.</param>
    public virtual bool AppliesTo(string path) => true;

    /// <summary>Looks around an anchor. The time it takes is bounded, however long the line.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="anchor">Where the anchor starts.</param>
    /// <param name="anchorLength">How long the anchor is.</param>
    /// <param name="earliest">The end of the rule's last match; a new one starts there or behind.</param>
    /// <returns><see langword="null"/> for no match.</returns>
    public abstract SourceMatch? Match(ReadOnlySpan<byte> text, int anchor, int anchorLength, int earliest);
}
