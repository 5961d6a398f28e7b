using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DeployOps.Engine.Releases.Log;

/// <summary>A record as one line of JSON, version 1. Texts stay readable in any language.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(ReleaseRecord))]
internal sealed partial class ReleaseRecordJson : JsonSerializerContext
{
    // Late, because the generated default may be made after the fields of this part.
    private static readonly Lazy<ReleaseRecordJson> Readable =
        new(() => new ReleaseRecordJson(new JsonSerializerOptions(Default!.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));

    public static string Write(ReleaseRecord record) => JsonSerializer.Serialize(record, Readable.Value.ReleaseRecord);

    /// <returns>The record, or <see langword="null"/> when the text is none that this version knows.</returns>
    public static ReleaseRecord? TryRead(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, Readable.Value.ReleaseRecord) is { } record && IsWhole(record) ? record : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // The serializer lets null through where a list or a text is expected.
    private static bool IsWhole(ReleaseRecord record) =>
        record is { Tag: not null, Images: not null, Logs: not null, Evidence: not null, Project: not null, Machine: not null, Operator: not null };
}
