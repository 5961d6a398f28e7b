using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using DeployOps.Engine.Releases.Diagnosis;
using DeployOps.Engine.Releases.Health;
using DeployOps.Engine.Releases.History;
using DeployOps.Engine.Releases.Smoke;

namespace DeployOps.Engine.Releases.Reports;

/// <summary>
/// What the operations of a release say, as JSON for other programs: one document, or one object a line (NDJSON). Every object has a
/// <c>type</c>, and every field is there even where it is <c>null</c>. Times are UTC, durations are seconds, latencies milliseconds.
/// </summary>
public static class ReportJson
{
    // Relaxed, so that Hangul and quotes stay readable in a terminal; the report is not embedded in HTML.
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions OneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes how a deployment, a rollback, a recovery or a rehearsal went (<c>release</c>), without the line's end; <c>null</c> when there was nothing to do.</summary>
    public static void Write(Stream target, ReleaseReport? report, bool oneLine = false) =>
        Write(target, oneLine, json => WriteValue(json, report, ReleaseReportJson.Write));

    /// <summary>Writes what is being done (<c>progress</c>) as one line, without the line's end.</summary>
    public static void Write(Stream target, ReleaseProgress progress) => Write(target, oneLine: true, json => ReleaseReportJson.Write(json, progress));

    /// <summary>Writes how a stack is (<c>health</c>), without the line's end.</summary>
    public static void Write(Stream target, StackHealth health, bool oneLine = false) => Write(target, oneLine, json => HealthJson.Write(json, health));

    /// <summary>Writes how a smoke test went (<c>smoke</c>), without the line's end.</summary>
    public static void Write(Stream target, SmokeReport report, bool oneLine = false) => Write(target, oneLine, json => SmokeJson.Write(json, report));

    /// <summary>Writes an answer (<c>answer</c>) as one line, without the line's end.</summary>
    public static void Write(Stream target, SmokeAnswer answer) => Write(target, oneLine: true, json => SmokeJson.Write(json, answer));

    /// <summary>Writes why a stack is not well (<c>diagnosis</c>), without the line's end.</summary>
    public static void Write(Stream target, DiagnosisReport report, bool oneLine = false) => Write(target, oneLine, json => DiagnosisJson.Write(json, report));

    /// <summary>Writes the history (<c>history</c>), without the line's end.</summary>
    public static void Write(Stream target, ReleaseHistory history, bool oneLine = false) => Write(target, oneLine, json => HistoryJson.Write(json, history));

    internal static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? time) =>
        json.WriteString(name, time?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));

    internal static void WriteNumber(Utf8JsonWriter json, string name, double? number)
    {
        if (number is { } value && double.IsFinite(value))
        {
            json.WriteNumber(name, Math.Round(value, 3));
        }
        else
        {
            json.WriteNull(name);
        }
    }

    internal static void WriteSeconds(Utf8JsonWriter json, string name, TimeSpan? duration) => WriteNumber(json, name, duration?.TotalSeconds);

    internal static void WriteFlag(Utf8JsonWriter json, string name, bool? flag)
    {
        if (flag is { } value)
        {
            json.WriteBoolean(name, value);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    internal static void WriteTexts(Utf8JsonWriter json, string name, IEnumerable<string> texts) => WriteList(json, name, texts, static (json, text) => json.WriteStringValue(text));

    internal static void WriteList<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            write(json, item);
        }

        json.WriteEndArray();
    }

    internal static void WritePart<T>(Utf8JsonWriter json, string name, T? part, Action<Utf8JsonWriter, T> write)
        where T : class
    {
        if (part is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WritePropertyName(name);
        write(json, part);
    }

    private static void WriteValue<T>(Utf8JsonWriter json, T? value, Action<Utf8JsonWriter, T> write)
        where T : class
    {
        if (value is null)
        {
            json.WriteNullValue();
            return;
        }

        write(json, value);
    }

    private static void Write(Stream target, bool oneLine, Action<Utf8JsonWriter> content)
    {
        using var json = new Utf8JsonWriter(target, oneLine ? OneLine : Indented);
        content(json);
    }
}
