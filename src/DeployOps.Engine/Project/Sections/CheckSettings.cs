using DeployOps.Engine.Project.Yaml;

namespace DeployOps.Engine.Project.Sections;

/// <summary>Section <c>checks</c>: which checks run, and how much they weigh here.</summary>
public sealed record CheckSettings
{
    /// <summary>How long one check may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Checks that are switched off, by identifier, each with the reason that reports show.</summary>
    public IReadOnlyDictionary<string, string> Disabled { get; init; } = new Dictionary<string, string>();

    /// <summary>Severities that differ from the built-in ones, by identifier.</summary>
    public IReadOnlyDictionary<string, Severity> Severities { get; init; } = new Dictionary<string, Severity>();

    internal static CheckSettings Read(YamlSection section)
    {
        var disabled = section.TextMap("disabled");
        foreach (var (id, reason) in disabled)
        {
            if (string.IsNullOrWhiteSpace(reason))
            {
                throw section.Invalid("disabled", $"{id} is switched off without a reason");
            }
        }

        foreach (var (setting, ids) in new[] { ("disabled", disabled.Keys), ("severity", section.TextMap("severity").Keys) })
        {
            if (ids.GroupBy(id => id, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice)
            {
                throw section.Invalid(setting, $"{twice.Key} stands twice");
            }
        }

        var severities = section.TextMap("severity").ToDictionary(
            pair => pair.Key,
            pair => Enum.TryParse<Severity>(pair.Value, ignoreCase: true, out var severity) && Enum.IsDefined(severity)
                ? severity
                : throw section.Invalid("severity", $"{pair.Key} must be P0, P1 or P2"),
            StringComparer.OrdinalIgnoreCase);
        var settings = new CheckSettings
        {
            Timeout = section.Duration("timeout", TimeSpan.FromSeconds(60)),
            Disabled = new Dictionary<string, string>(disabled, StringComparer.OrdinalIgnoreCase),
            Severities = severities,
        };
        section.End();
        return settings;
    }
}
