using DeployOps.Engine.Project.Yaml;

namespace DeployOps.Engine.Project.Sections;

/// <summary>The rule pack that environment files are held to.</summary>
public enum EnvPack
{
    /// <summary>Production: start-up guards, environment name, endpoints, secret strength.</summary>
    Production,

    /// <summary>Only what holds for any environment file.</summary>
    None,
}

/// <summary>Section <c>env</c>: the environment files and their rules.</summary>
public sealed record EnvSettings
{
    /// <summary>The files, in the order compose reads them.</summary>
    public IReadOnlyList<EnvFileSettings> Files { get; init; } = [];

    /// <summary>Files of the project that the caller left out this time. They are not judged, but the others have to agree with them.</summary>
    public IReadOnlyList<EnvFileSettings> LeftOut { get; init; } = [];

    /// <summary>The rule pack they are held to.</summary>
    public EnvPack Pack { get; init; } = EnvPack.Production;

    /// <summary>Optional features: all of a group's keys are set, or none.</summary>
    public IReadOnlyList<EnvGroupSettings> Groups { get; init; } = [];

    /// <summary>Values that must be the same in several files.</summary>
    public IReadOnlyList<EnvAgreementSettings> Agree { get; init; } = [];

    /// <summary>Rules of the project's own.</summary>
    public IReadOnlyList<EnvRuleSettings> Rules { get; init; } = [];

    /// <summary>
    /// URL schemes that differ from the built-in ones, by key: <c>DATABASE_URL: postgresql, postgres</c>. Built in is
    /// <c>postgresql+asyncpg</c> for <c>DATABASE_URL</c>, and <c>postgresql</c> where the file sets <c>NODE_ENV</c>.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Schemes { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    internal static EnvSettings Read(YamlSection section)
    {
        var settings = new EnvSettings
        {
            Files = [.. section.Sections("files").Select(EnvFileSettings.Read)],
            Pack = section.Choice("pack", EnvPack.Production),
            Groups = [.. section.Sections("groups").Select(EnvGroupSettings.Read)],
            Agree = [.. section.Sections("agree").Select(EnvAgreementSettings.Read)],
            Rules = ReadRules(section),
            Schemes = ReadSchemes(section),
        };
        section.End();
        return settings;
    }

    private static List<EnvRuleSettings> ReadRules(YamlSection section)
    {
        var rules = new List<EnvRuleSettings>();
        foreach (var ruleSection in section.Sections("rules"))
        {
            var rule = EnvRuleSettings.Read(ruleSection);
            if (rules.Exists(other => string.Equals(other.Id, rule.Id, StringComparison.Ordinal)))
            {
                throw ruleSection.Invalid("id", $"{rule.Id} stands twice");
            }

            rules.Add(rule);
        }

        return rules;
    }

    private static Dictionary<string, IReadOnlyList<string>> ReadSchemes(YamlSection section)
    {
        var schemes = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, text) in section.TextMap("schemes"))
        {
            var names = text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            schemes[key] = names.Length > 0 ? names : throw section.Invalid("schemes", $"{key} needs at least one scheme");
        }

        return schemes;
    }
}
