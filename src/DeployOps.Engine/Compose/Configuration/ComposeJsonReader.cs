using System.Text.Json;
using DeployOps.Engine.Compose.DockerCli;
using DeployOps.Engine.Compose.Model.Yaml;

namespace DeployOps.Engine.Compose.Configuration;

/// <summary>Reads what <c>docker compose config --format json</c> prints, every value with the kind that compose gave it.</summary>
internal static class ComposeJsonReader
{
    /// <exception cref="DockerCommandFailedException">It is not a JSON object.</exception>
    public static ComposeMapping Read(string json, ComposeFile file)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = ComposeLimits.DeepestNesting });
            return Read(document.RootElement, new SourceLine(file, 1)) as ComposeMapping ?? throw new DockerCommandFailedException("compose config", exitCode: 0);
        }
        catch (JsonException)
        {
            throw new DockerCommandFailedException("compose config", exitCode: 0);
        }
    }

    private static ComposeNode Read(JsonElement element, SourceLine place) => element.ValueKind switch
    {
        JsonValueKind.Object => new ComposeMapping(
            place, [.. element.EnumerateObject().DistinctBy(property => property.Name).Select(property => new ComposeEntry(property.Name, place, Read(property.Value, place)))]),
        JsonValueKind.Array => new ComposeSequence(place, [.. element.EnumerateArray().Select(item => Read(item, place))]),
        JsonValueKind.String => Scalar(ComposeScalarKind.Text, element.GetString()!, place),
        JsonValueKind.Number => Scalar(element.TryGetInt64(out _) ? ComposeScalarKind.WholeNumber : ComposeScalarKind.Fraction, element.GetRawText(), place),
        JsonValueKind.True or JsonValueKind.False => Scalar(ComposeScalarKind.Boolean, element.GetRawText(), place),
        _ => Scalar(ComposeScalarKind.Null, "", place),
    };

    private static ComposeScalar Scalar(ComposeScalarKind kind, string text, SourceLine place) => new(place, kind, text, text);
}
