using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace DeployOps.Engine.Releases.Journal;

/// <summary>The records of the journal as JSON. Texts stay readable in any language.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(OperationStarted))]
[JsonSerializable(typeof(StepStarted))]
[JsonSerializable(typeof(StepFinished))]
[JsonSerializable(typeof(ImagesKnown))]
[JsonSerializable(typeof(MigrationStarted))]
[JsonSerializable(typeof(OperationFinished))]
internal sealed partial class JournalRecordJson : JsonSerializerContext
{
    // Late, because the generated default may be made after the fields of this part.
    private static readonly Lazy<JournalRecordJson> LateReadable =
        new(() => new JournalRecordJson(new JsonSerializerOptions(Default!.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));

    public static JournalRecordJson Readable => LateReadable.Value;
}
