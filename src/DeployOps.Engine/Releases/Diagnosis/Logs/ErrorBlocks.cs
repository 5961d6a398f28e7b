namespace DeployOps.Engine.Releases.Diagnosis.Logs;

/// <summary>Finds the errors of a log, in their order, and puts the lines of a stack trace together.</summary>
internal static class ErrorBlocks
{
    private const int MostLines = 120;

    /// <summary>The errors of lines that are in order.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="isKnown">Whether a rule knows a line that does not call itself an error.</param>
    public static IReadOnlyList<ErrorBlock> Read(IReadOnlyList<LogLine> lines, Func<string, bool> isKnown)
    {
        var blocks = new List<ErrorBlock>();
        for (var index = 0; index < lines.Count; index++)
        {
            var line = lines[index];
            var isSaid = line.Level == LineLevel.Error;
            if (!isSaid && (line.Level != LineLevel.Unsaid || string.IsNullOrWhiteSpace(line.Text) || line.Text.Length < 4 || !isKnown(line.Text)))
            {
                continue;
            }

            var end = EndOf(lines, index);
            var own = lines.Skip(index).Take(end - index + 1).Select(part => part.Text).ToList();
            blocks.Add(new ErrorBlock(line.Time, line.Text.Split('\n')[0], MessageOf(own), string.Join('\n', own), isSaid));
            index = end;
        }

        return blocks;
    }

    private static int EndOf(IReadOnlyList<LogLine> lines, int start)
    {
        var end = start;
        var inTraceback = ErrorSigns.IsTraceback(lines[start].Text);
        for (var next = start + 1; next < lines.Count && next - start < MostLines; next++)
        {
            var text = lines[next].Text;
            if (text.Length == 0 || (text.Length > 0 && string.IsNullOrWhiteSpace(text)))
            {
                // A blank line parts two errors, unless a trace or the exception itself follows.
                continue;
            }

            if (inTraceback && !char.IsWhiteSpace(text[0]))
            {
                // The first line of a Python trace that is not indented is its message.
                inTraceback = false;
                end = next;
            }
            else if (next == end + 1 && IsContinued(lines[end].Text, text))
            {
                end = next;
            }
            else if (ErrorSigns.IsTraceLine(text) || (next - end <= 2 && ErrorSigns.IsExceptionHead(text) && !ErrorSigns.IsExceptionHead(lines[start].Text)))
            {
                inTraceback = inTraceback || ErrorSigns.IsTraceback(text);
                end = next;
            }
            else
            {
                break;
            }
        }

        return end;
    }

    // pydantic names the settings that are missing on lines of their own, below the exception.
    private static bool IsContinued(string above, string text) =>
        above.Contains("validation error", StringComparison.OrdinalIgnoreCase) && text.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '.');

    private static string MessageOf(IReadOnlyList<string> lines)
    {
        var all = lines.SelectMany(line => line.Split('\n')).ToList();

        // Of a chain of Java or .NET exceptions the innermost says what happened; of a Python chain the first, which the others came from.
        var innermost = all.FindLast(line => line.StartsWith("Caused by: ", StringComparison.Ordinal) || line.TrimStart().StartsWith("---> ", StringComparison.Ordinal));
        if (innermost is not null)
        {
            return innermost.Trim();
        }

        var traceback = all.FindIndex(ErrorSigns.IsTraceback);
        if (traceback >= 0)
        {
            return all.Skip(traceback + 1).FirstOrDefault(line => line.Length > 0 && !char.IsWhiteSpace(line[0])) ?? all[0];
        }

        return ErrorSigns.IsExceptionHead(all[0]) ? all[0] : all.Skip(1).FirstOrDefault(ErrorSigns.IsExceptionHead)?.Trim() ?? all[0];
    }
}
