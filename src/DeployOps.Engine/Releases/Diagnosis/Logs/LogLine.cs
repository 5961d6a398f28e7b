using System.Globalization;
using System.Text.Json;

namespace DeployOps.Engine.Releases.Diagnosis.Logs;

/// <summary>How bad a line of a log says it is.</summary>
internal enum LineLevel
{
    /// <summary>It does not say.</summary>
    Unsaid,

    /// <summary>Nothing is wrong.</summary>
    Harmless,

    /// <summary>A warning.</summary>
    Warning,

    /// <summary>An error or worse.</summary>
    Error,
}

/// <summary>A line of a container's log, with what a structured one (JSON) says taken out.</summary>
/// <param name="Time">When docker saw it.</param>
/// <param name="Text">The line, or the message of a structured one.</param>
/// <param name="Level">How bad it says it is.</param>
internal sealed record LogLine(DateTimeOffset? Time, string Text, LineLevel Level)
{
    /// <summary>Lines are read up to so many characters: what is wrong stands at their start.</summary>
    private const int Longest = 4000;

    // The names that the loggers in use give their fields: logrus, zap, zerolog, pino, bunyan, winston, structlog, Serilog (compact), log4j.
    private static readonly string[] MessageFields = ["message", "msg", "@m", "log", "event", "@mt"];
    private static readonly string[] LevelFields = ["level", "severity", "lvl", "levelname", "log.level", "@l", "loglevel"];
    private static readonly string[] ErrorFields = ["error", "err", "exception", "exc_info", "@x", "stack", "stack_trace", "stacktrace", "traceback"];

    /// <summary>Reads a line that docker put its time before.</summary>
    public static LogLine Read(string line)
    {
        var blank = line.IndexOf(' ', StringComparison.Ordinal);
        var time = blank > 0 && DateTimeOffset.TryParse(line.AsSpan(0, blank), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read) ? read : (DateTimeOffset?)null;
        var text = (time is null ? line : line[(blank + 1)..]).TrimEnd();
        text = text.Length > Longest ? text[..Longest] : text;
        return text.StartsWith('{') && OfJson(time, text) is { } structured ? structured : new LogLine(time, text, ErrorSigns.LevelOf(text));
    }

    private static LogLine? OfJson(DateTimeOffset? time, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            var message = First(document.RootElement, MessageFields);
            var error = string.Join(": ", ErrorFields.Select(field => First(document.RootElement, [field])).Where(value => value.Length > 0).Distinct());
            var level = First(document.RootElement, LevelFields);
            var whole = message.Length > 0 && error.Length > 0 && !message.Contains(error, StringComparison.Ordinal) ? $"{message}: {error}" : message.Length > 0 ? message : error;
            return whole.Length == 0 ? null : new LogLine(time, whole.Length > Longest ? whole[..Longest] : whole, LevelOf(level, whole));
        }
        catch (JsonException)
        {
            // It only looks like JSON.
            return null;
        }
    }

    // pino and bunyan write numbers: 40 is a warning, 50 an error, 60 fatal.
    private static LineLevel LevelOf(string level, string message) => level.ToUpperInvariant() switch
    {
        "" => ErrorSigns.LevelOf(message),
        "ERROR" or "ERR" or "FATAL" or "CRITICAL" or "CRIT" or "PANIC" or "DPANIC" or "EMERG" or "EMERGENCY" or "ALERT" or "SEVERE" or "50" or "60" => LineLevel.Error,
        "WARN" or "WARNING" or "40" => LineLevel.Warning,
        _ => LineLevel.Harmless,
    };

    private static string First(JsonElement element, IReadOnlyList<string> names)
    {
        foreach (var name in names)
        {
            if (element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && TextOf(value) is { Length: > 0 } text)
            {
                return text;
            }
        }

        return "";
    }

    private static string TextOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() ?? "",
        JsonValueKind.Number => value.GetRawText(),
        JsonValueKind.Object => First(value, ["message", "msg", "stack"]),
        _ => "",
    };
}
