using System.Text;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Redaction.Escapes;

namespace DeployOps.Engine.Releases.Diagnosis;

/// <summary>
/// Makes text of containers and of docker fit to be read by rules and by people: escape sequences taken out first, as one inside a secret
/// hides it, then secrets masked, before any rule could cut a piece out of one, then control characters taken out, then cut to a length.
/// </summary>
internal sealed class ShownText(Func<string, string> redact)
{
    /// <summary>The most characters of one shown line.</summary>
    public const int LongestLine = 300;

    /// <summary>The whole text, masked and without escape sequences; line ends stay.</summary>
    public string Masked(CapturedText text) => redact(TerminalText.Plain(text.Reveal()));

    /// <summary>A text as one short line.</summary>
    public string Line(string text) => Line(text, LongestLine);

    /// <summary>A text as one line of at most so many characters.</summary>
    public string Line(string text, int longest)
    {
        var masked = redact(TerminalText.Plain(text));
        var line = new StringBuilder(Math.Min(masked.Length, longest) + 1);
        foreach (var character in masked)
        {
            if (line.Length > longest)
            {
                break;
            }

            var isBlank = char.IsWhiteSpace(character) || char.IsControl(character) || IsInvisible(character);
            if (!isBlank || (line.Length > 0 && line[^1] != ' '))
            {
                line.Append(isBlank ? ' ' : character);
            }
        }

        // A pair of surrogates is not cut in two.
        var cut = line.Length > longest ? line.ToString(0, char.IsHighSurrogate(line[longest - 1]) ? longest - 1 : longest).TrimEnd() + "…" : line.ToString();
        return cut.TrimEnd();
    }

    // Marks that turn the order of what is shown, or that are not seen, could make a line look like another one.
    private static bool IsInvisible(char character) => char.GetUnicodeCategory(character) is System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.LineSeparator;
}
