using System.Text.RegularExpressions;

namespace DeployOps.Engine.Releases.Diagnosis.Logs;

/// <summary>
/// By which words a line of a log says that something is wrong. Source: what the loggers of Python, Node.js, .NET, Java, Go, nginx,
/// PostgreSQL, Redis and the shells write.
/// </summary>
internal static partial class ErrorSigns
{
    /// <summary>How bad a line of plain text says it is. The word that stands first counts: <c>INFO retry after error</c> is harmless.</summary>
    public static LineLevel LevelOf(string text)
    {
        if (Uncaught().IsMatch(text))
        {
            return LineLevel.Error;
        }

        var word = LevelWord().Match(text);
        return !word.Success ? LineLevel.Unsaid
            : word.Groups["error"].Success ? LineLevel.Error
            : word.Groups["warning"].Success ? LineLevel.Warning
            : LineLevel.Harmless;
    }

    /// <summary>Whether a line is the head of an exception: its type, perhaps with a message.</summary>
    public static bool IsExceptionHead(string text) => ExceptionHead().IsMatch(text);

    /// <summary>Whether a line starts a Python trace, whose message stands at its end.</summary>
    public static bool IsTraceback(string text) => text.EndsWith("Traceback (most recent call last):", StringComparison.Ordinal);

    /// <summary>Whether a line belongs to the trace above it.</summary>
    public static bool IsTraceLine(string text) => TraceLine().IsMatch(text);

    // Upper case anywhere near the start, or the words between brackets, before a colon or after "level=".
    [GeneratedRegex(
        @"^.{0,120}?(?:(?<harmless>\b(?:INFO|DEBUG|TRACE|NOTICE|LOG|HINT|DETAIL|STATEMENT)\b|\[(?:info|notice|debug)\]|\blevel=(?:info|debug|trace)\b)"
        + @"|(?<error>\b(?:ERROR|FATAL|CRITICAL|PANIC|EMERG|SEVERE|ALERT|CRIT)\b|\[(?:error|emerg|alert|crit|fatal)\]|\blevel=(?:error|fatal|panic|critical|dpanic)\b|^(?:\S+ ){0,3}?(?:error|fatal|fatal error|panic|critical|fail|crit):|^(?:E|F)\d{4} )"
        + @"|(?<warning>\b(?:WARN|WARNING)\b|\[warn(?:ing)?\]|\blevel=warn(?:ing)?\b|^(?:\S+ ){0,3}?warn(?:ing)?:)"
        + @"|(?<harmless>^(?:\S+ ){0,3}?(?:info|dbug|trce|debug):))",
        RegexOptions.CultureInvariant)]
    private static partial Regex LevelWord();

    [GeneratedRegex(
        @"Traceback \(most recent call last\):$|^Exception in thread |^Unhandled exception|Unhandled ?Rejection|Uncaught (?:\w+)?(?:Error|Exception)|^panic: |^fatal error: |^thread '.*' panicked at |^[\w.$]+(?:Error|Exception)(?:: | \[|$)|^Error: |^Segmentation fault|^Killed$|^Aborted$|^Out of memory!",
        RegexOptions.CultureInvariant)]
    private static partial Regex Uncaught();

    [GeneratedRegex(@"^\s*(?:Caused by: |Uncaught |\[cause\]: )?(?:[A-Za-z_][\w$]*[.:/])*[A-Z][\w$]*(?:Error|Exception|Exit|Warning|Interrupt|Failure)\b(?:: | \[|:?$| \()", RegexOptions.CultureInvariant)]
    private static partial Regex ExceptionHead();

    [GeneratedRegex(
        @"^(?:\s+\S|Caused by: |\s*\.\.\. \d+ more|goroutine \d+ |\[signal |created by |\t|main\.|\S+\(.*\)$|During handling of the above|The above exception was|Traceback \(most|note: |\s*---> |\s*--- End of |stack backtrace:)",
        RegexOptions.CultureInvariant)]
    private static partial Regex TraceLine();
}
