using System.Text.Json;
using System.Text.RegularExpressions;

namespace DeployOps.Engine.Releases.Smoke.Logs;

/// <summary>How bad a line says it is.</summary>
internal enum LogLevel
{
    /// <summary>It does not say.</summary>
    Unknown,

    /// <summary>A warning at most.</summary>
    Low,

    /// <summary>An error: one thing failed, the program goes on.</summary>
    Error,

    /// <summary>FATAL, CRITICAL, PANIC and above: the program, or a part of it, does not go on.</summary>
    Fatal,
}

/// <summary>
/// Reads the level of a log line. The first level that a line names is its own; one that stands later is part of what it tells.
/// Sources: RFC 5424 6.2.1 (syslog); the default formats of Python logging, Log4j, Logback, zap, zerolog, logrus, Serilog, .NET's console
/// logger, Ruby's Logger, PostgreSQL and nginx; for JSON the field names of those, of pino and bunyan (60 is fatal, 50 error), of Google Cloud
/// Logging (<c>severity</c>) and of the Elastic Common Schema (<c>log.level</c>).
/// </summary>
internal static partial class LogLevels
{
    // A line names its level in its first words.
    private const int LongestHead = 512;

    private static readonly HashSet<string> FieldNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "level", "lvl", "severity", "levelname", "log.level", "loglevel", "log_level", "@l", "priority", "error_severity",
    };

    private static readonly HashSet<string> FatalWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "FATAL", "CRITICAL", "PANIC", "EMERGENCY", "EMERG", "ALERT", "CRIT", "FTL", "DPANIC", "F",
    };

    // These are used bare, without a mark behind them, as levels; the others would be prose.
    private static readonly HashSet<string> Leading = new(StringComparer.Ordinal) { "FATAL", "CRITICAL", "PANIC", "DPANIC", "FTL" };

    private static readonly HashSet<string> ErrorWords = new(StringComparer.OrdinalIgnoreCase) { "ERROR", "ERR", "SEVERE", "E", "FAIL" };

    private static readonly HashSet<string> LowWords = new(StringComparer.OrdinalIgnoreCase)
    {
        "TRACE", "DEBUG", "INFO", "NOTICE", "WARN", "WARNING", "INFORMATION", "VERBOSE", "DBG", "INF", "WRN", "VRB", "TRC", "DBUG", "T", "D", "I", "W", "V",
    };

    /// <summary>The level of a line, and the texts that it tells when it is JSON.</summary>
    public static (LogLevel Level, string Text) Read(string line) =>
        line.StartsWith('{') && ReadJson(line) is { } structured ? structured : (ReadText(line.Length > LongestHead ? line[..LongestHead] : line), line);

    private static LogLevel ReadText(string line)
    {
        if (Access().IsMatch(line))
        {
            return LogLevel.Low;
        }

        var first = First().Match(line);
        if (first.Success)
        {
            return first.Groups["name"].Value == "trce" ? LogLevel.Low : OfWord(first.Groups["name"].Value + first.Groups["glog"].Value);
        }

        var match = Word().Match(line);
        if (!match.Success)
        {
            return LogLevel.Unknown;
        }

        var word = match.Groups["word"];
        var level = OfWord(match.Groups["field"].Value + match.Groups["bracket"].Value + word.Value);
        return level == LogLevel.Fatal && word.Success && !Marks(match.Groups["after"].Value) && (!Leading.Contains(word.Value) || Prose().IsMatch(line[..word.Index])) ? LogLevel.Unknown : level;
    }

    // "FATAL:", "[FATAL]", "FATAL |" and "FATAL - " are a level wherever they stand.
    private static bool Marks(string after) => after.Length > 0 && (after[0] is ':' or ']' or '\t' or '|' || after is " -" or " |" or " [");

    private static (LogLevel Level, string Text)? ReadJson(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            var level = LogLevel.Unknown;
            var texts = new List<string>();
            foreach (var field in document.RootElement.EnumerateObject())
            {
                if (FieldNames.Contains(field.Name) && level == LogLevel.Unknown)
                {
                    level = OfField(field.Value);
                }
                else if (field.NameEquals("log") && field.Value.ValueKind == JsonValueKind.Object && field.Value.TryGetProperty("level", out var nested))
                {
                    level = OfField(nested);
                }
                else
                {
                    Collect(field.Value, texts);
                }
            }

            return (level, string.Join('\n', texts));
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or ArgumentException)
        {
            // The others are for half a surrogate pair, escaped or not, which no text should hold.
            return null;
        }
    }

    private static void Collect(JsonElement value, List<string> texts)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                texts.Add(value.GetString()!);
                break;
            case JsonValueKind.Object:
                foreach (var field in value.EnumerateObject())
                {
                    Collect(field.Value, texts);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Collect(item, texts);
                }

                break;
        }
    }

    private static LogLevel OfField(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => OfWord(value.GetString()!),
        JsonValueKind.Number when value.TryGetInt32(out var number) => number switch
        {
            >= 60 => LogLevel.Fatal,
            >= 50 => LogLevel.Error,
            >= 10 => LogLevel.Low,

            // Syslog's numbers go the other way, and others have their own.
            _ => LogLevel.Unknown,
        },
        _ => LogLevel.Unknown,
    };

    private static LogLevel OfWord(string word) =>
        FatalWords.Contains(word) ? LogLevel.Fatal
        : ErrorWords.Contains(word) ? LogLevel.Error
        : LowWords.Contains(word) ? LogLevel.Low
        : LogLevel.Unknown;

    // A level as a word of its own in capitals, in brackets, or as the field of logfmt; what stands after it in the last group.
    [GeneratedRegex(
        @"\b(?:level|lvl|severity)=""?(?<field>[A-Za-z]+)"
        + @"|\[[\w.]*:?(?<bracket>(?i:emerg|alert|crit|critical|fatal|panic|emergency|error|warn|warning|notice|info|debug|trace|ftl|err|wrn|inf|dbg))\]"
        + @"|(?:^|[\s\[(|:<>*])(?<word>FATAL|CRITICAL|PANIC|EMERGENCY|EMERG|ALERT|CRIT|FTL|DPANIC|ERROR|ERR|SEVERE|WARNING|WARN|WRN|NOTICE|INFO|INF|DEBUG|DBG|TRACE|LOG|HINT|DETAIL|STATEMENT|CONTEXT)\b(?<after>.?.?)",
        RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    // .NET's console logger ("crit: Category[0]"), and glog ("F1120 10:00:00.000000 1 a.go:12]").
    [GeneratedRegex(@"^(?:(?<name>crit|fail|warn|info|dbug|trce): \S|(?<glog>[FEWI])[01]\d[0-3]\d \d\d:\d\d:\d\d\.\d+ )", RegexOptions.CultureInvariant)]
    private static partial Regex First();

    // A line that begins with a word, and two small words in a row, are prose; a time, a thread or the name of a logger is not.
    [GeneratedRegex(@"^[A-Za-z]+ |\b[a-z]+,? [a-z]+\b", RegexOptions.CultureInvariant)]
    private static partial Regex Prose();

    // What a visitor sends, a browser's name for one, stands in such a line as it came. Source: Common Log Format, Apache mod_log_config; nginx "combined".
    [GeneratedRegex(@"^\S+ \S+ .{0,200}?\[\d\d/[A-Z][a-z][a-z]/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}\] ""?", RegexOptions.CultureInvariant)]
    private static partial Regex Access();
}
