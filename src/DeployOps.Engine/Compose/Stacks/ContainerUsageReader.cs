using System.Globalization;
using System.Text.Json;

namespace DeployOps.Engine.Compose.Stacks;

/// <summary>Reads what <c>docker stats --format '{{json .}}'</c> writes: one object a line, numbers with units for people.</summary>
internal static class ContainerUsageReader
{
    private static readonly (string Unit, double Factor)[] Units =
    [
        ("TiB", Math.Pow(1024, 4)), ("GiB", Math.Pow(1024, 3)), ("MiB", 1024 * 1024), ("KiB", 1024),
        ("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("kB", 1e3), ("B", 1),
    ];

    public static IReadOnlyList<ContainerUsage> Read(string text)
    {
        var usages = new List<ContainerUsage>();
        foreach (var line in DockerProcess.Lines(text).Where(line => line.StartsWith('{')))
        {
            using var document = JsonDocument.Parse(line);
            var memory = Text(document, "MemUsage").Split('/', 2, StringSplitOptions.TrimEntries);
            usages.Add(new ContainerUsage(
                Text(document, "ID"),
                double.TryParse(Text(document, "CPUPerc").TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out var percent) ? percent : 0,
                Bytes(memory[0]),
                memory.Length > 1 ? Bytes(memory[1]) : 0));
        }

        return usages;
    }

    private static long Bytes(string text)
    {
        foreach (var (unit, factor) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal) && double.TryParse(text[..^unit.Length], NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            {
                return (long)(number * factor);
            }
        }

        return 0;
    }

    private static string Text(JsonDocument document, string property) => document.RootElement.TryGetProperty(property, out var value) ? value.GetString() ?? "" : "";
}
