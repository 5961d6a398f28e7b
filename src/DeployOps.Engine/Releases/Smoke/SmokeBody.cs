using System.Text;
using System.Text.Json;
using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Releases.Smoke;

/// <summary>The body of an answer, up to a limit. It may hold secrets and is never shown.</summary>
/// <param name="bytes">What was read.</param>
/// <param name="isWhole">Whether that is all of it.</param>
/// <param name="charset">The charset that the answer names, if any.</param>
internal sealed class SmokeBody(ReadOnlyMemory<byte> bytes, bool isWhole, string? charset)
{
    /// <summary>How much of a body is read: more than any page or API description, less than what would fill the memory.</summary>
    public const int LargestBody = 4 * 1024 * 1024;

    public static async Task<SmokeBody> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        using var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        using var body = new MemoryStream();
        var piece = new byte[16 * 1024];
        while (body.Length <= LargestBody)
        {
            var count = await stream.ReadAsync(piece, cancellationToken).ConfigureAwait(false);
            if (count == 0)
            {
                break;
            }

            body.Write(piece, 0, count);
        }

        return new SmokeBody(body.GetBuffer().AsMemory(0, (int)body.Length), body.Length <= LargestBody, content.Headers.ContentType?.CharSet);
    }

    /// <summary>What does not hold of what is expected of it; empty when everything does.</summary>
    public IEnumerable<string> Problems(SmokeRequestSettings expected)
    {
        if (!isWhole && (expected.Contains is not null || expected.Json.Count > 0))
        {
            return ["the body is larger than 4 MiB and was not looked at"];
        }

        return OfText(expected.Contains).Concat(OfJson(expected.Json));
    }

    private IEnumerable<string> OfText(string? wanted)
    {
        if (wanted is not null && !Encoding().GetString(bytes.Span).Contains(wanted, StringComparison.Ordinal))
        {
            yield return $"the body does not hold '{wanted}'";
        }
    }

    private List<string> OfJson(IReadOnlyDictionary<string, string> wanted)
    {
        if (wanted.Count == 0)
        {
            return [];
        }

        try
        {
            using var document = JsonDocument.Parse(Utf8());
            return [.. wanted.Select(pair => OfValue(document.RootElement, pair.Key, pair.Value)).Where(problem => problem.Length > 0)];
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            // The second is for half a surrogate pair, which JSON can write and no text can hold.
            return ["the body is not JSON"];
        }
    }

    private static string OfValue(JsonElement root, string path, string wanted) =>
        (SmokeJsonPath.TryParse(path) is { } parsed ? parsed.Find(root) : null) is not { } value
            ? $"{path} is not there"
            : IsEqual(value, wanted) ? "" : $"{path} differs from '{wanted}'";

    private static bool IsEqual(JsonElement value, string wanted) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString() == wanted,
        JsonValueKind.Number => value.GetRawText() == wanted
            || (value.TryGetDecimal(out var number) && decimal.TryParse(wanted, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var other) && number == other),
        JsonValueKind.True => wanted == "true",
        JsonValueKind.False => wanted == "false",
        JsonValueKind.Null => wanted == "null",
        _ => false,
    };

    // JSON between systems is UTF-8 (RFC 8259, 8.1), with or without the mark that some write before it.
    private ReadOnlyMemory<byte> Utf8() => bytes.Span.StartsWith(System.Text.Encoding.UTF8.Preamble) ? bytes[3..] : bytes;

    private Encoding Encoding()
    {
        try
        {
            var name = charset?.Trim('"');
            return string.IsNullOrEmpty(name)
                ? System.Text.Encoding.UTF8
                : CodePagesEncodingProvider.Instance.GetEncoding(name) ?? System.Text.Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            return System.Text.Encoding.UTF8;
        }
    }
}
