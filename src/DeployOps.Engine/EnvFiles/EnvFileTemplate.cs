using System.Text;

namespace DeployOps.Engine.EnvFiles;

/// <summary>Writes a sample's text again with values filled in: its lines, their order and its comments stay.</summary>
public static class EnvFileTemplate
{
    // What is written is literal and refers to nothing; with everything set, a required variable elsewhere is no error.
    private static readonly Func<string, string?> AllSet = static _ => "x";

    /// <summary>Fills in a sample.</summary>
    /// <param name="sampleText">The sample; a valid env file.</param>
    /// <param name="value">
    /// Asked for each key with its comment, which may be null. The value to write, or null to leave the line as it is.
    /// </param>
    /// <returns>The text; read back by compose's rules, each key has the value given.</returns>
    /// <exception cref="EnvFileFormatException">The sample is not a valid env file.</exception>
    /// <exception cref="ArgumentException">A value is not Unicode text, or the sample has a key that cannot be written.</exception>
    public static string Render(string sampleText, Func<string, string?, string?> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var sample = EnvSample.Parse(sampleText);
        var result = new StringBuilder(sampleText.Length);
        var wanted = new Dictionary<string, string>(StringComparer.Ordinal);
        var copied = 0;
        foreach (var key in sample.Keys)
        {
            if (value(key.Key, key.Comment) is not { } text)
            {
                continue;
            }

            RequireWritable(key);
            result.Append(sampleText, copied, key.Place.ValueStart - copied);
            if (key.ValueIsComment)
            {
                // The blanks before it go behind the value.
                result.Length = LengthWithoutBlanks(result);
            }

            copied = Write(result, sampleText, key, text);
            wanted[key.Key] = text;
        }

        var rendered = result.Append(sampleText, copied, sampleText.Length - copied).ToString();
        RequireReadBack(rendered, wanted);
        return rendered;
    }

    /// <summary>
    /// What to append to an existing file so that it has all keys of a sample: with their comments, in the sample's order, in
    /// the file's own line ends. The existing text is not part of it, so not one byte of that changes.
    /// </summary>
    /// <param name="existingText">The existing file, valid.</param>
    /// <param name="sampleText">The sample, valid.</param>
    /// <param name="value">As for <see cref="Render"/>, asked for the missing keys only; null leaves what the sample has.</param>
    /// <returns>The text to append; empty when nothing is missing.</returns>
    /// <exception cref="EnvFileFormatException">One of the texts is not a valid env file.</exception>
    /// <exception cref="ArgumentException">As for <see cref="Render"/>.</exception>
    public static string Addition(string existingText, string sampleText, Func<string, string?, string?> value)
    {
        ArgumentNullException.ThrowIfNull(existingText);
        ArgumentNullException.ThrowIfNull(value);
        var there = EnvSample.Parse(existingText).Keys.Select(key => key.Key).ToHashSet(StringComparer.Ordinal);
        var lineEnd = UsesCarriageReturns(existingText) ? "\r\n" : "\n";
        var addition = new StringBuilder();
        var wanted = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in EnvSample.Parse(sampleText).Keys.Where(key => there.Add(key.Key)))
        {
            RequireWritable(key);
            addition.Append(key.Heading.Replace("\n", lineEnd, StringComparison.Ordinal));
            if (value(key.Key, key.Comment) is { } text)
            {
                addition.Append(EnvFileWriter.Line(key.Key, text));
                wanted[key.Key] = text;
            }
            else
            {
                addition.Append(sampleText, key.Place.KeyStart, key.Place.ValueEnd - key.Place.KeyStart);
            }

            addition.Append(lineEnd);
        }

        if (addition.Length == 0)
        {
            return string.Empty;
        }

        var isEnded = existingText.Length == 0 || existingText is "\uFEFF" || existingText.EndsWith('\n');
        var appended = (isEnded ? string.Empty : lineEnd) + addition;
        RequireReadBack(existingText + appended, wanted);
        return appended;
    }

    /// <summary>Writes the value and returns the offset in the sample up to which it is dealt with.</summary>
    private static int Write(StringBuilder result, string sampleText, EnvSampleKey key, string value)
    {
        var place = key.Place;
        var written = EnvFileQuoting.Quote(value).Text;
        if (!key.HasSeparator)
        {
            result.Append('=');
        }

        if (key.ValueIsComment)
        {
            // "KEY= # explain" reads as a value to compose; with a value before it, it becomes the comment it was meant to be.
            result.Append(written.Length == 0 ? "\"\"" : written).Append(' ');
            return place.ValueStart;
        }

        var rest = sampleText.AsSpan(place.ValueEnd);
        var feed = rest.IndexOf('\n');
        var line = (feed < 0 ? rest : rest[..feed]).TrimStart();
        result.Append(written.Length == 0 && !line.IsEmpty ? "\"\"" : written);
        if (line.IsEmpty)
        {
            return place.ValueEnd;
        }

        // A comment needs a space before it once the quotes are gone, and another statement a line of its own.
        result.Append(line[0] == '#' ? ' ' : '\n');
        return place.ValueEnd + (rest.Length - rest.TrimStart().Length);
    }

    private static int LengthWithoutBlanks(StringBuilder text)
    {
        var length = text.Length;
        while (length > 0 && EnvCharacters.IsBlank(text[length - 1]))
        {
            length--;
        }

        return length;
    }

    private static void RequireWritable(EnvSampleKey key)
    {
        if (!EnvKeys.IsWritable(key.Key))
        {
            throw new ArgumentException($"The sample has a key in line {key.Line} that cannot be written.");
        }
    }

    /// <summary>The result is read again: a file that says something else than was asked for must not be written.</summary>
    private static void RequireReadBack(string text, Dictionary<string, string> wanted)
    {
        var values = EnvFile.Parse(text, AllSet).Values;
        foreach (var (key, value) in wanted)
        {
            if (!values.TryGetValue(key, out var read) || !string.Equals(read, value, StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"The rendered env file does not read back; the key is {EnvKeys.Display(key)}.");
            }
        }
    }

    private static bool UsesCarriageReturns(string text)
    {
        var feed = text.IndexOf('\n', StringComparison.Ordinal);
        return feed > 0 && text[feed - 1] == '\r';
    }
}
