using System.Text;

namespace DeployOps.Integration.Tests.EnvFiles;

/// <summary>
/// Writes env files that know the grammar: every rule of it turns up, in good and in broken form. The same seed gives the
/// same files.
/// </summary>
internal sealed class RandomEnvText(Random random)
{
    private const int DeepestNesting = 4;

    private static readonly string[] Names = ["A", "B", "C", "AB", "_x", "OUTER", "OUTER_EMPTY", "UNSET", "k9", "\u017F", "\u212A"];
    private static readonly string[] GoodKeys =
        ["A", "B", "C", "AB", "_x", "k9", "OUTER", "OUTER_EMPTY", "a.b", "K-1", "L[0]", "키", "Ω1", "\u017F", "1A", "export", "exported", "²", "ª", "𝒳"];
    private static readonly string[] BadKeys = ["A/B", "A B", "A #", "A$B", "A\u3000B", "A+", "😀", "'A'", "\"A\"", "A,B", "\u200B", "\uFEFFA", "A\u0301"];
    private static readonly string[] OddKeys = ["", "A\tB", "A\rB", "A\u00A0B", "A\u0085", "A\v", "A \t"];
    private static readonly string[] Prefixes =
        ["export ", "export\t", "export  \t ", "export\v", "export\n", "export\r\n", "export\f", "export export ", "export\u00A0", " ", "\t", "\u3000", "# c\n", "#\n\n", "\r\n", "\n"];
    private static readonly string[] Separators = ["=", "=", "=", "=", "=", " =", "= ", " = ", "=\t", "=\r", "=\u00A0", ":", ": ", " : ", ":=", "==", "=\u3000", "=\v\f"];
    private static readonly string[] Pieces =
        ["x", "y", "hello", "a b", "#", " #", "#b", "\t#", " # c", "  ", "\t", "\r", "\u00A0", "\u0085", "\u3000", "\u2028", "=", ":", "{", "}", "{{", "}}", "한글", "😀",
         "\\", "\\\\", "\\n", "\\t", "\\a\\b\\f\\r\\v", "\\c", "\\$", "\\$A", "\\x41", "\\u0041", "\\101", "\\0", "\\01", "\\012", "\\0101", "\\0377", "\\0400", "\\0999", "\\00441",
         "\\0044A", "\\0044{A}", "`", "'", "\"", "\\'", "\\\"", "$", "$$", "$$$", "$1", "$(", "$ ", "$-", "+", "-", "?", "\u0001", "\u007F", "\u0000", "\uFEFF", ".", "/", "@", "!", "é"];
    private static readonly string[] Ends = ["\n", "\n", "\n", "\n", "\n", "\r\n", "\r\n", "\n\n", " \n", "\t\n", " # c\n", " #c\n", "#c\n", "\n# c\n", "\u2028\n", "\r\r\n", "", "\n \t\n", "\v\n"];

    // A calm file leaves out what is surely an error: else nearly every file would stop at its first one.
    private bool _isCalm;

    /// <summary>The next file.</summary>
    public string Next()
    {
        _isCalm = random.Next(100) < 70;
        if (_isCalm)
        {
            return Statements();
        }

        var text = random.Next(100) < 30 ? Garbage() : Statements();
        return random.Next(100) < 40 ? Mutate(text) : text;
    }

    private string Statements()
    {
        var text = new StringBuilder(random.Next(100) switch { < 6 => "\uFEFF", 6 => "\uFEFF\uFEFF", _ => string.Empty });
        for (var count = random.Next(1, 7); count > 0; count--)
        {
            Statement(text);
        }

        return text.ToString();
    }

    private void Statement(StringBuilder text)
    {
        if (random.Next(100) < 14)
        {
            text.Append(Pick(Prefixes));
        }

        text.Append(random.Next(100) switch { < 3 when !_isCalm => Pick(BadKeys), < 8 => Pick(OddKeys), _ => Pick(GoodKeys) });
        if (random.Next(100) < 8)
        {
            text.Append(Pick(Ends));
            return;
        }

        text.Append(Pick(Separators));
        Value(text);
        text.Append(Pick(Ends));
    }

    private void Value(StringBuilder text)
    {
        switch (random.Next(10))
        {
            case 0:
                break;
            case 1 or 2 or 3:
                Quoted(text, '"');
                break;
            case 4 or 5:
                Quoted(text, '\'');
                break;
            default:
                Content(text, quote: '\0');
                break;
        }
    }

    private void Quoted(StringBuilder text, char quote)
    {
        text.Append(quote);
        Content(text, quote);
        if (_isCalm || random.Next(100) >= 3)
        {
            text.Append(quote);
        }
    }

    private void Content(StringBuilder text, char quote)
    {
        for (var count = random.Next(6); count > 0; count--)
        {
            if (random.Next(100) < 28)
            {
                Substitution(text, 0);
                continue;
            }

            if (quote != '\0' && random.Next(100) < 12)
            {
                text.Append(random.Next(2) == 0 ? "\n" : "\\" + quote);
                continue;
            }

            // A bare quote inside a quoted value ends it, and what follows is mostly no key: keep most of those out.
            var piece = Pick(Pieces);
            var endsQuote = quote != '\0' && (piece == quote.ToString() || piece == "\\");
            text.Append(endsQuote && (_isCalm || random.Next(100) < 85) ? "q" : piece);
        }
    }

    private void Substitution(StringBuilder text, int depth)
    {
        var name = Pick(Names);
        switch (random.Next(20))
        {
            case < 5:
                text.Append('$').Append(name);
                break;
            case < 9:
                text.Append("${").Append(name).Append('}');
                break;
            case 9 when !_isCalm && random.Next(3) == 0:
                text.Append(Pick(["${}", "${1}", "${A", "${ A}", "${A }", "${A:}", "${A=x}", "${", "${A:-x", "${A.b}"]));
                break;
            case 10 when !_isCalm && random.Next(2) == 0:
                text.Append("${").Append(name).Append(Pick([":?", "?"]));
                Nested(text, depth);
                text.Append('}');
                break;
            default:
                text.Append("${").Append(name).Append(Pick([":-", "-", ":+", "+", ":-", "-"]));
                Nested(text, depth);
                text.Append(random.Next(100) switch { < 90 => "}", _ when _isCalm => "}", < 95 => "}}", _ => string.Empty });
                break;
        }
    }

    private void Nested(StringBuilder text, int depth)
    {
        for (var count = random.Next(4); count > 0; count--)
        {
            if (depth < DeepestNesting && random.Next(100) < 40)
            {
                Substitution(text, depth + 1);
            }
            else
            {
                text.Append(Pick(["d", "de f", "{", "}", "$$", ":-", "+", "?", " #", "#", "\\", "é", "\t", "{x}", "$", "-"]));
            }
        }
    }

    private string Garbage()
    {
        const string Alphabet = "AB=:\n\r\t '\"\\#${}-+?[]._0n\u00A0\u3000é";
        var text = new StringBuilder();
        for (var count = random.Next(1, 24); count > 0; count--)
        {
            text.Append(Alphabet[random.Next(Alphabet.Length)]);
        }

        return text.ToString();
    }

    private string Mutate(string text)
    {
        if (text.Length == 0)
        {
            return text;
        }

        var place = random.Next(text.Length);

        // Halves of a surrogate pair cannot be written as UTF-8; leave those alone.
        if (char.IsSurrogate(text[place]))
        {
            return text;
        }

        return random.Next(3) switch
        {
            0 => text.Remove(place, 1),
            1 => text.Insert(place, text[place].ToString()),
            _ => text.Insert(place, Pick(Pieces)),
        };
    }

    private string Pick(string[] choices) => choices[random.Next(choices.Length)];
}
