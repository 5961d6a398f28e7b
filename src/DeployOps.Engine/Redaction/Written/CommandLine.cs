namespace DeployOps.Engine.Redaction.Written;

/// <summary>Cuts a text into the commands that it may hold, as a shell would, and each into words. It reads far enough to find options, and no further.</summary>
internal static class CommandLine
{
    /// <summary>A command line in quotes inside one in quotes: deeper than this nobody writes.</summary>
    private const int Deepest = 3;

    /// <summary>The words of each command, those of a command in quotes after the ones around it.</summary>
    /// <param name="text">The text.</param>
    public static IEnumerable<IReadOnlyList<CommandWord>> Commands(string text) => Commands(text, 0, text.Length, 0);

    private static IEnumerable<IReadOnlyList<CommandWord>> Commands(string text, int start, int end, int depth)
    {
        var words = new List<CommandWord>();
        var inQuotes = new List<(int Start, int End)>();
        for (var position = start; position < end;)
        {
            if (EndsCommand(text[position]))
            {
                yield return words;
                words = [];
                position++;
            }
            else if (char.IsWhiteSpace(text[position]) || IsContinuation(text, position))
            {
                position++;
            }
            else
            {
                var wordEnd = WordEnd(text, position, end, inQuotes);
                words.Add(new CommandWord(position, wordEnd, text[position..wordEnd]));
                position = wordEnd;
            }
        }

        yield return words;
        foreach (var (innerStart, innerEnd) in depth < Deepest ? inQuotes : [])
        {
            foreach (var command in Commands(text, innerStart, innerEnd, depth + 1))
            {
                yield return command;
            }
        }
    }

    private static int WordEnd(string text, int start, int end, List<(int Start, int End)> inQuotes)
    {
        for (var position = start; position < end; position++)
        {
            var character = text[position];
            if (character is '"' or '\'' && OpensQuote(text, start, position) && ClosingQuote(text, position, end) is var close and > 0)
            {
                if (text.AsSpan(position, close - position).IndexOfAny(' ', '\t', '\n') >= 0)
                {
                    inQuotes.Add((position + 1, close));
                }

                position = close;
            }
            else if (character == '\\' && position + 1 < end && text[position + 1] is not ('\n' or '\r'))
            {
                position++;
            }
            else if (EndsCommand(character) || char.IsWhiteSpace(character))
            {
                return position;
            }
        }

        return end;
    }

    // In "don't" it opens none.
    private static bool OpensQuote(string text, int start, int position) =>
        position == start || text[start] == '-' || text[position - 1] is '=' or ':' or '(' or ',' or '"' or '\'';

    private static int ClosingQuote(string text, int open, int end)
    {
        for (var position = open + 1; position < end; position++)
        {
            if (text[position] == text[open])
            {
                return position;
            }

            position += text[position] == '\\' && text[open] == '"' ? 1 : 0;
        }

        return -1;
    }

    private static bool EndsCommand(char character) => character is '|' or ';' or '&' or '\n' or '\r' or '(' or ')' or '`';

    private static bool IsContinuation(string text, int position) =>
        text[position] == '\\' && position + 1 < text.Length && text[position + 1] is '\n' or '\r';
}
