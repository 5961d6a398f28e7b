namespace DeployOps.Engine.Releases.Smoke.Logs;

/// <summary>
/// Finds a Python traceback that ended its program. The interpreter writes one for an exception that nobody caught, and then ends; a logger
/// writes one below a line of its own for an exception that was caught. So one below a line with a level, and one after which the program
/// went on writing, are no end. Source: CPython, <c>traceback.c</c> and <c>logging.Formatter.formatException</c>.
/// </summary>
internal static class PythonTracebacks
{
    private const string Head = "Traceback (most recent call last):";

    /// <summary>The place of the line that says what the exception was; -1 when no traceback ended the program.</summary>
    /// <param name="lines">The log's lines.</param>
    public static int FindLast(IReadOnlyList<string> lines)
    {
        var head = lines.Count - 1;
        while (head >= 0 && !lines[head].StartsWith(Head, StringComparison.Ordinal))
        {
            head--;
        }

        if (head < 0)
        {
            return -1;
        }

        var end = head + 1;
        while (end < lines.Count && IsFrame(lines[end]))
        {
            end++;
        }

        // What an exception says may have lines of its own, which nothing tells from the program's next words; it is held to be one line.
        var isLast = lines.Skip(end + 1).All(string.IsNullOrWhiteSpace);
        return isLast && !IsLogged(lines, head) ? Math.Min(end, lines.Count - 1) : -1;
    }

    private static bool IsFrame(string line) => line.Length == 0 || line[0] is ' ' or '\t';

    // Looked for upwards, over the exceptions that this one came from.
    private static bool IsLogged(IReadOnlyList<string> lines, int head)
    {
        var place = head - 1;
        while (place >= 0 && (IsFrame(lines[place]) || IsLink(lines[place]) || lines[place].StartsWith(Head, StringComparison.Ordinal) || EndsLinked(lines, place)))
        {
            place--;
        }

        return place >= 0 && LogLevels.Read(lines[place]).Level is LogLevel.Error or LogLevel.Low or LogLevel.Fatal;
    }

    private static bool IsLink(string line) =>
        line.StartsWith("During handling of the above exception", StringComparison.Ordinal) || line.StartsWith("The above exception was the direct cause", StringComparison.Ordinal);

    private static bool EndsLinked(IReadOnlyList<string> lines, int place)
    {
        var next = place + 1;
        while (next < lines.Count && lines[next].Length == 0)
        {
            next++;
        }

        return next > place + 1 && next < lines.Count && IsLink(lines[next]);
    }
}
