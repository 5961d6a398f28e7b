using System.Text;

namespace DeployOps.Engine.EnvFiles;

/// <summary>One key of a sample.</summary>
/// <param name="Key">The key.</param>
/// <param name="Comment">
/// The comment lines right above it and the comment behind it, without their <c>#</c>, joined by line feeds; null when there is none.
/// </param>
/// <param name="Line">The line, from 1.</param>
public sealed record EnvSampleKey(string Key, string? Comment, int Line)
{
    internal EnvEntryPlace Place { get; init; }

    /// <summary>True when the text behind the key is meant as a comment, although compose takes it for the value.</summary>
    internal bool ValueIsComment { get; init; }

    internal bool HasSeparator { get; init; }

    /// <summary>The value as the sample writes it, quotes resolved, variables not; null for a bare key.</summary>
    internal string? Default { get; init; }

    /// <summary>The value as it stands in the sample, with its quotes.</summary>
    internal string Written { get; init; } = string.Empty;

    /// <summary>The comment lines above as they stand, each ended by a line feed.</summary>
    internal string Heading { get; init; } = string.Empty;
}

/// <summary>
/// A sample env file: its text as it stands, and its keys with their comments, so that the same file can be written with
/// values filled in.
/// </summary>
public sealed class EnvSample
{
    private EnvSample(string text, IReadOnlyList<EnvSampleKey> keys)
    {
        Text = text;
        Keys = keys;
    }

    /// <summary>The text, untouched.</summary>
    public string Text { get; }

    /// <summary>The keys in their order; a bare key counts.</summary>
    public IReadOnlyList<EnvSampleKey> Keys { get; }

    /// <summary>Reads a sample.</summary>
    /// <param name="text">The text; it must be a valid env file. Variables in it are not looked up.</param>
    /// <exception cref="EnvFileFormatException">It is not a valid env file.</exception>
    public static EnvSample Parse(string text)
    {
        // The values do not matter here; with everything set, a required variable is no error.
        var file = EnvFile.Parse(text, static _ => "x");
        var keys = new List<EnvSampleKey>();
        var previousEnd = 0;
        foreach (var entry in file.Entries)
        {
            keys.Add(Read(text, entry, previousEnd));
            previousEnd = entry.Place.ValueEnd;
        }

        return new EnvSample(text, keys);
    }

    private static EnvSampleKey Read(string text, EnvEntry entry, int previousEnd)
    {
        var place = entry.Place;
        var isBareAtEnd = entry.Key.Length == 0 && place.KeyStart == place.ValueStart && entry.Quote == EnvQuote.Unquoted;
        var heading = Heading(text, previousEnd, place.Start);
        var written = text[place.ValueStart..place.ValueEnd];
        var valueIsComment = entry.StartsWithHash && EnvCharacters.IsBlank(text[place.ValueStart - 1]);
        var inline = valueIsComment ? written : InlineComment(text, place.ValueEnd);
        var comment = string.Join('\n', heading.Split('\n').Append(inline).Select(line => line.Trim().TrimStart('#').Trim()).Where(line => line.Length > 0));
        return new EnvSampleKey(isBareAtEnd ? written : entry.Key, comment.Length == 0 ? null : comment, entry.Line)
        {
            // The place of a bare key's value is behind the key, at the end of the file as well.
            Place = isBareAtEnd ? place with { ValueStart = place.ValueEnd } : place,
            ValueIsComment = valueIsComment,
            HasSeparator = !isBareAtEnd && !entry.IsInherited,
            Default = isBareAtEnd || entry.IsInherited || valueIsComment ? null : Unquote(written, entry.Quote),
            Written = written,
            Heading = heading,
        };
    }

    private static string Unquote(string written, EnvQuote quote) => quote == EnvQuote.Unquoted ? written : written[1..^1];

    /// <summary>The comment lines directly above a statement; an empty line ends them.</summary>
    private static string Heading(string text, int from, int to)
    {
        // The rest of the line before belongs to the entry before, unless the file starts here.
        var first = from == 0 ? 0 : text.IndexOf('\n', from, to - from) + 1;
        if (first == 0 && from > 0)
        {
            return string.Empty;
        }

        var lines = text[first..to].TrimStart('\uFEFF').Split('\n');
        var heading = new StringBuilder();
        for (var index = 0; index < lines.Length; index++)
        {
            var line = lines[index];
            if (line.TrimStart().StartsWith('#'))
            {
                heading.Append(line.TrimEnd('\r')).Append('\n');
            }
            else if (index < lines.Length - 1)
            {
                heading.Clear();
            }
        }

        return heading.ToString();
    }

    private static string InlineComment(string text, int from)
    {
        var feed = text.IndexOf('\n', from);
        var rest = text[from..(feed < 0 ? text.Length : feed)].Trim();
        return rest.StartsWith('#') ? rest : string.Empty;
    }
}
