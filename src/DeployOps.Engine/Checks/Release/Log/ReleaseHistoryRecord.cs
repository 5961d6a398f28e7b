using System.Text.Json;
using DeployOps.Engine.Files;

namespace DeployOps.Engine.Checks.Release.Log;

/// <summary>What the gate needs of a record in the release log.</summary>
/// <param name="Sequence">Its number.</param>
/// <param name="Line">Its line, counted from 1.</param>
/// <param name="Tag">Its tag.</param>
/// <param name="Kind">What it is about, by name.</param>
/// <param name="Result">How it ended, by name.</param>
/// <param name="Started">When it started.</param>
/// <param name="Images">Its images: reference, and id when it is known.</param>
internal sealed record ReleaseHistoryRecord(
    long Sequence, long Line, string Tag, string Kind, string Result, DateTimeOffset Started, IReadOnlyList<(string Reference, string? Id)> Images)
{
    /// <summary>Whether it only says that something began.</summary>
    public bool IsStart => Result == "Started";

    /// <summary>Whether its tag went live by it.</summary>
    public bool WentLive => Result == "Succeeded" && Kind is "Release" or "Rollback";

    /// <returns>The record, or <see langword="null"/> when the machine line is of another version.</returns>
    public static ReleaseHistoryRecord? TryRead(BlockLogBlock block)
    {
        try
        {
            using var document = JsonDocument.Parse(block.Payload);
            var root = document.RootElement;
            return new ReleaseHistoryRecord(
                block.Sequence,
                block.Line,
                Text(root, "tag")!,
                Text(root, "kind")!,
                Text(root, "result")!,
                root.GetProperty("started").GetDateTimeOffset(),
                [.. root.GetProperty("images").EnumerateArray().Select(image => (Text(image, "reference")!, image.TryGetProperty("id", out _) ? Text(image, "id") : null))]);
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
