namespace DeployOps.Engine.EnvFiles;

/// <summary>
/// One statement of an env file, in the place where it stands. A key that occurs twice has two entries;
/// <see cref="EnvFile.Values"/> says which one wins.
/// </summary>
/// <remarks>
/// A class and not a record on purpose: a record prints its properties, and a value must never be printed.
/// </remarks>
public sealed class EnvEntry
{
    internal EnvEntry(string key, string? value, EnvQuote quote, EnvEntryPlace place, EnvInterpolationResult interpolation)
    {
        Key = key;
        Value = value;
        Quote = quote;
        Place = place;
        ReferencedNames = interpolation.ReferencedNames;
        UnsetNames = interpolation.UnsetNames;
        IsInterpolated = interpolation.IsInterpolated;
    }

    /// <summary>
    /// The key. It may be empty: <c>=x</c>, or a bare key at the very end of a file that does not end its last line.
    /// </summary>
    public string Key { get; }

    /// <summary>
    /// The value after quotes, escapes and interpolation; null when the key inherits and the look-up does not know it.
    /// It is a secret: hand it on, never print it.
    /// </summary>
    public string? Value { get; }

    /// <summary>How the value is written.</summary>
    public EnvQuote Quote { get; }

    /// <summary>Where the entry stands in the text.</summary>
    public EnvEntryPlace Place { get; }

    /// <summary>The line of the key, counted from 1.</summary>
    public int Line => Place.Line;

    /// <summary>The column of the key's first character, counted from 1 in UTF-16 units; a BOM is not counted.</summary>
    public int Column => Place.Column;

    /// <summary>True for a bare key, whose value comes from the process environment or an earlier file.</summary>
    public bool IsInherited => Quote == EnvQuote.None;

    /// <summary>True when the value refers to a variable or holds <c>$$</c>, so that it differs from its written text.</summary>
    public bool IsInterpolated { get; }

    /// <summary>
    /// The variable names the value refers to, each once, in order. A password with a bare <c>$</c> in it puts a piece of
    /// itself here: show a name only when it is known otherwise, as a key of a file or of the sample.
    /// </summary>
    public IReadOnlyList<string> ReferencedNames { get; }

    /// <summary>
    /// Those of <see cref="ReferencedNames"/> which compose would warn of: not set, and no default given. The same care applies.
    /// </summary>
    public IReadOnlyList<string> UnsetNames { get; }

    /// <summary>True when the unquoted value starts with <c>#</c>, which is no comment in that place.</summary>
    internal bool StartsWithHash { get; init; }

    /// <summary>The key and the line, never the value. A key which does not look like one is not shown either.</summary>
    public override string ToString() => $"{EnvKeys.Display(Key)} (line {Line})";
}
