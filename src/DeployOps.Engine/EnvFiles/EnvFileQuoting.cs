using System.Text;
using DeployOps.Engine.EnvFiles.Dialects;

namespace DeployOps.Engine.EnvFiles;

/// <summary>A value as it is to stand behind the <c>=</c>.</summary>
public sealed class EnvQuotedValue
{
    internal EnvQuotedValue(string text, EnvQuote quote, IReadOnlyList<EnvDialect> others)
    {
        Text = text;
        Quote = quote;
        DisagreeingDialects = others;
    }

    /// <summary>The written form. It is the secret, in other clothes.</summary>
    public string Text { get; }

    /// <summary>The quotes that were chosen.</summary>
    public EnvQuote Quote { get; }

    /// <summary>The dialects that would read something else than compose; mostly none.</summary>
    public IReadOnlyList<EnvDialect> DisagreeingDialects { get; }

    /// <summary>The kind of quotes, never the value.</summary>
    public override string ToString() => $"{Quote} value";
}

/// <summary>
/// Chooses how to write a value: always so that compose reads it back exactly, and of the ways to do that, one which npm
/// dotenv, node and python-dotenv read the same. Each way is tried on the real readings, not reasoned about.
/// </summary>
public static class EnvFileQuoting
{
    private const string ProbeKey = "K";
    private static readonly Func<string, string?> NothingSet = static _ => null;

    /// <summary>Writes a value.</summary>
    /// <param name="value">Any text. A NUL is written, but no environment can hold it.</param>
    /// <exception cref="ArgumentException">The text is not Unicode: it holds half a surrogate pair.</exception>
    public static EnvQuotedValue Quote(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        RequireUnicode(value);
        EnvQuotedValue? best = null;
        foreach (var (text, quote) in Candidates(value))
        {
            if (!ReadsBack(text, value))
            {
                continue;
            }

            var others = Disagreeing(text, value);
            if (best is null || others.Count < best.DisagreeingDialects.Count)
            {
                best = new EnvQuotedValue(text, quote, others);
            }

            if (others.Count == 0)
            {
                break;
            }
        }

        return best ?? throw new InvalidOperationException("A value has no written form; double quotes should have taken it.");
    }

    /// <summary>From the plainest to the most escaped; the last one takes any value.</summary>
    private static IEnumerable<(string Text, EnvQuote Quote)> Candidates(string value)
    {
        yield return (value, EnvQuote.Unquoted);
        yield return ($"'{value}'", EnvQuote.SingleQuoted);
        yield return ($"\"{value}\"", EnvQuote.DoubleQuoted);
        yield return (value.Replace("$", "$$", StringComparison.Ordinal), EnvQuote.Unquoted);
        yield return ($"'{value.Replace("'", "\\'", StringComparison.Ordinal)}'", EnvQuote.SingleQuoted);
        yield return (Escape(value, lineEnds: true, dollar: "$$"), EnvQuote.DoubleQuoted);
        yield return (Escape(value, lineEnds: false, dollar: "$$"), EnvQuote.DoubleQuoted);
    }

    private static string Escape(string value, bool lineEnds, string dollar)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (var character in value)
        {
            text.Append(character switch
            {
                '\\' => "\\\\",
                '"' => "\\\"",
                '$' => dollar,
                '\n' when lineEnds => "\\n",
                '\r' => "\\r",
                _ => character.ToString(),
            });
        }

        return text.Append('"').ToString();
    }

    /// <summary>Two entries follow, so that a form which swallows what comes next is found out.</summary>
    private static bool ReadsBack(string text, string value)
    {
        try
        {
            var values = EnvFile.Parse($"{ProbeKey}={text}\nNEXT=n\n", NothingSet).Values;
            return values.Count == 2 && values.TryGetValue(ProbeKey, out var read) && string.Equals(read, value, StringComparison.Ordinal);
        }
        catch (EnvFileFormatException)
        {
            return false;
        }
    }

    private static List<EnvDialect> Disagreeing(string text, string value) =>
        [.. Enum.GetValues<EnvDialect>().Where(dialect => EnvFileDialects.Read(dialect, $"{ProbeKey}={text}\nNEXT=n\n", NothingSet) is not { Count: 2 } read
            || !read.TryGetValue(ProbeKey, out var other) || !string.Equals(other, value, StringComparison.Ordinal))];

    private static void RequireUnicode(string value)
    {
        for (var index = 0; index < value.Length; index++)
        {
            if (char.IsHighSurrogate(value[index]) && index + 1 < value.Length && char.IsLowSurrogate(value[index + 1]))
            {
                index++;
            }
            else if (char.IsSurrogate(value[index]))
            {
                throw new ArgumentException("The value is not Unicode text: it holds half a surrogate pair.", nameof(value));
            }
        }
    }
}
