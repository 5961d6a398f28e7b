using System.Text;
using System.Text.Json;
using DeployOps.Engine.Repository.Scanning;

namespace DeployOps.Engine.Repository.Images;

/// <summary>Reads the variables of an image's configuration (OCI image specification, config.md). Values do not leave this class.</summary>
internal static class ImageConfiguration
{
    /// <summary>The variables that have a value.</summary>
    /// <param name="json">The configuration.</param>
    /// <param name="rules">Tells secrets by their form.</param>
    public static IReadOnlyList<ImageVariable> Variables(byte[] json, SourceRules rules)
    {
        var scanner = new SourceScanner(rules);
        var found = new List<ImageVariable>();
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.TryGetProperty("config", out var config) && config.TryGetProperty("Env", out var variables) && variables.ValueKind == JsonValueKind.Array)
            {
                found.AddRange(variables.EnumerateArray().Select(item => Read(item.GetString() ?? "", isArgument: false, scanner)).OfType<ImageVariable>());
            }

            if (document.RootElement.TryGetProperty("history", out var history) && history.ValueKind == JsonValueKind.Array)
            {
                found.AddRange(history.EnumerateArray()
                    .Select(step => step.TryGetProperty("created_by", out var command) ? command.GetString() ?? "" : "")
                    .SelectMany(Arguments)
                    .Select(text => Read(text, isArgument: true, scanner))
                    .OfType<ImageVariable>());
            }
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // A configuration that is none names no variables; the image would not start either.
            return found;
        }

        return [.. found.Distinct()];
    }

    /// <summary>
    /// The build arguments that a step of the history holds: <c>ARG NAME=value</c>, and <c>RUN |2 A=x B=y /bin/sh -c …</c>, where the number says
    /// how many there are.
    /// </summary>
    private static IEnumerable<string> Arguments(string step)
    {
        if (step.StartsWith("ARG ", StringComparison.Ordinal))
        {
            yield return step[4..];
            yield break;
        }

        var bar = step.IndexOf('|', StringComparison.Ordinal);
        if (bar is < 0 or > 4)
        {
            yield break;
        }

        var words = step[(bar + 1)..].Split(' ');
        if (!int.TryParse(words[0], out var count))
        {
            yield break;
        }

        foreach (var word in words.Skip(1).Where(word => word.Contains('=', StringComparison.Ordinal)).Take(count))
        {
            yield return word;
        }
    }

    private static ImageVariable? Read(string text, bool isArgument, SourceScanner scanner)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals <= 0 || equals == text.Length - 1)
        {
            return null;
        }

        var value = Encoding.UTF8.GetBytes(text[(equals + 1)..].Trim().Trim('"'));
        var hits = new List<SourceHit>();
        scanner.Scan("variable"u8, value, hits);
        return value.Length == 0 ? null : new ImageVariable(text[..equals], isArgument, SecretText.IsPlaceholder(value), hits.FirstOrDefault()?.Kind);
    }
}
