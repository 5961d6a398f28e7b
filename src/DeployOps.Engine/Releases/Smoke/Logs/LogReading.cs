using System.Text.RegularExpressions;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Redaction.Escapes;

namespace DeployOps.Engine.Releases.Smoke.Logs;

/// <summary>Looks through the log of a container for lines that a release must not have.</summary>
internal sealed class LogReading
{
    /// <summary>The longest line in a report, in characters.</summary>
    public const int LongestLine = 300;

    // Nothing that matters stands behind so much.
    private const int LongestLook = 16 * 1024;

    private readonly List<(string Pattern, Regex Expression)> _fatal;
    private readonly List<Regex> _ignored;

    /// <summary>Reads with the project's own patterns on top of the built-in rules.</summary>
    public LogReading(SmokeSettings settings)
    {
        _fatal = [.. settings.Fatal.Select(pattern => (pattern, SmokeSettings.Expression(pattern)))];
        _ignored = [.. settings.Ignore.Select(SmokeSettings.Expression)];
    }

    /// <summary>What is found, each kind once with its first line.</summary>
    /// <param name="container">Whose log it is.</param>
    /// <param name="log">The log; its secrets are hidden before anything is looked for.</param>
    /// <param name="redact">Hides them.</param>
    public IReadOnlyList<LogFinding> Find(StackContainer container, string log, Func<string, string> redact)
    {
        // The whole text at once: a key block goes over many lines, and colours stand in the middle of words.
        var lines = redact(TerminalText.Plain(log)).Split('\n').Select(line => line.Length > LongestLook ? line[..LongestLook] : line.TrimEnd('\r')).ToList();
        var found = new Dictionary<string, LogFinding>(StringComparer.Ordinal);
        void Add(string rule, string line) => found[rule] = found.TryGetValue(rule, out var known)
            ? known with { Count = known.Count + 1 }
            : new LogFinding(container.Service, container.Name, rule, Short(line), Count: 1);

        foreach (var line in lines)
        {
            if (RuleOf(line) is { } rule)
            {
                Add(rule, line);
            }
        }

        var traceback = PythonTracebacks.FindLast(lines);
        if (traceback >= 0 && RuleOf(lines[traceback]) is null && !IsIgnored(lines[traceback]))
        {
            Add("uncaught exception", lines[traceback]);
        }

        return [.. found.Values];
    }

    private static string Short(string line)
    {
        var shown = string.Concat(line.Trim().Select(character => char.IsControl(character) ? ' ' : character));
        return shown.Length <= LongestLine ? shown : shown[..(char.IsHighSurrogate(shown[LongestLine - 2]) ? LongestLine - 2 : LongestLine - 1)] + "…";
    }

    private string? RuleOf(string line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return null;
        }

        var own = _fatal.Find(pattern => pattern.Expression.IsMatch(line)).Pattern;
        var (level, text) = own is null ? LogLevels.Read(line) : default;
        var rule = own is not null ? $"pattern {own}" : LogRules.Broken(level, text);
        return rule is not null && !IsIgnored(line) ? rule : null;
    }

    private bool IsIgnored(string line) => _ignored.Exists(expression => expression.IsMatch(line));
}
