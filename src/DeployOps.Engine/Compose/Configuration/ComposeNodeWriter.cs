using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using DeployOps.Engine.Compose.Model.Yaml;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace DeployOps.Engine.Compose.Configuration;

/// <summary>Writes nodes as YAML or JSON.</summary>
internal static class ComposeNodeWriter
{
    private static readonly HashSet<string> WordsOfYaml11 = new(StringComparer.OrdinalIgnoreCase) { "y", "n", "yes", "no", "on", "off" };

    public static string Yaml(ComposeNode node)
    {
        var text = new StringBuilder();
        using var writer = new StringWriter(text) { NewLine = "\n" };
        var emitter = new Emitter(writer, new EmitterSettings(bestIndent: 2, bestWidth: int.MaxValue, isCanonical: false, maxSimpleKeyLength: 1024));
        emitter.Emit(new StreamStart());
        emitter.Emit(new DocumentStart(null, null, isImplicit: true));
        Emit(node, emitter);
        emitter.Emit(new DocumentEnd(isImplicit: true));
        emitter.Emit(new StreamEnd());
        return text.ToString();
    }

    public static string Json(ComposeNode node)
    {
        using var bytes = new MemoryStream();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            Write(node, writer);
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length) + "\n";
    }

    private static void Emit(ComposeNode node, Emitter emitter)
    {
        switch (node)
        {
            case ComposeMapping mapping:
                emitter.Emit(new MappingStart(null, null, isImplicit: true, mapping.Entries.Count == 0 ? MappingStyle.Flow : MappingStyle.Block));
                foreach (var entry in mapping.Entries)
                {
                    Emit(entry.Key, ComposeScalarKind.Text, emitter);
                    Emit(entry.Value, emitter);
                }

                emitter.Emit(new MappingEnd());
                break;
            case ComposeSequence sequence:
                emitter.Emit(new SequenceStart(null, null, isImplicit: true, sequence.Items.Count == 0 ? SequenceStyle.Flow : SequenceStyle.Block));
                foreach (var item in sequence.Items)
                {
                    Emit(item, emitter);
                }

                emitter.Emit(new SequenceEnd());
                break;
            case ComposeScalar scalar:
                Emit(scalar.IsNull ? "null" : scalar.Text, scalar.Kind, emitter);
                break;
        }
    }

    private static void Emit(string text, ComposeScalarKind kind, Emitter emitter)
    {
        // A text that would be read back as a number or a truth value is put in quotes.
        var needsQuotes = kind == ComposeScalarKind.Text && (ComposeScalarResolver.Resolve(text).Kind != ComposeScalarKind.Text || WordsOfYaml11.Contains(text));
        emitter.Emit(new Scalar(null, null, text, needsQuotes ? ScalarStyle.DoubleQuoted : ScalarStyle.Any, isPlainImplicit: true, isQuotedImplicit: true));
    }

    private static void Write(ComposeNode node, Utf8JsonWriter writer)
    {
        switch (node)
        {
            case ComposeMapping mapping:
                writer.WriteStartObject();
                foreach (var entry in mapping.Entries)
                {
                    writer.WritePropertyName(entry.Key);
                    Write(entry.Value, writer);
                }

                writer.WriteEndObject();
                break;
            case ComposeSequence sequence:
                writer.WriteStartArray();
                foreach (var item in sequence.Items)
                {
                    Write(item, writer);
                }

                writer.WriteEndArray();
                break;
            case ComposeScalar { Kind: ComposeScalarKind.Null }:
                writer.WriteNullValue();
                break;
            case ComposeScalar { Kind: ComposeScalarKind.Text } scalar:
                writer.WriteStringValue(scalar.Text);
                break;
            case ComposeScalar { Kind: ComposeScalarKind.WholeNumber or ComposeScalarKind.Fraction } number when IsJsonNumber(number.Text):
                writer.WriteRawValue(number.Text);
                break;
            case ComposeScalar { Kind: ComposeScalarKind.Boolean } truth:
                writer.WriteBooleanValue(truth.Text == "true");
                break;
            case ComposeScalar other:
                writer.WriteStringValue(other.Text);
                break;
        }
    }

    private static bool IsJsonNumber(string text) => text.Length > 0 && !text.StartsWith('.') && !text.EndsWith('.') && !text.StartsWith('+');
}
