using System.Globalization;

namespace DeployOps.Engine.Project.Yaml;

/// <summary>Durations as people write them in configuration files.</summary>
public static class YamlDuration
{
    private static readonly (string Unit, double Seconds)[] Units =
        [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("d", 86400)];

    /// <summary>Reads <c>45</c> (seconds), <c>300ms</c>, <c>30s</c>, <c>5m</c>, <c>1h</c> or <c>30d</c>.</summary>
    /// <returns>The duration, or <see langword="null"/> when the text is none.</returns>
    public static TimeSpan? TryParse(string text)
    {
        var unit = Array.Find(Units, known => text.EndsWith(known.Unit, StringComparison.OrdinalIgnoreCase));
        var digits = unit.Unit is null ? text : text[..^unit.Unit.Length];
        return double.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
            && amount * (unit.Unit is null ? 1 : unit.Seconds) <= TimeSpan.FromDays(3660).TotalSeconds
            ? TimeSpan.FromSeconds(amount * (unit.Unit is null ? 1 : unit.Seconds))
            : null;
    }
}
