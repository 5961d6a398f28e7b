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

    /// <summary>The rule pack they are held to.</summary>
    public EnvPack Pack { get; init; } = EnvPack.Production;

    /// <summary>Optional features: all of a group's keys are set, or none.</summary>
    public IReadOnlyList<EnvGroupSettings> Groups { get; init; } = [];

    /// <summary>Values that must be the same in several files.</summary>
    public IReadOnlyList<EnvAgreementSettings> Agree { get; init; } = [];

    /// <summary>Rules of the project's own.</summary>
    public IReadOnlyList<EnvRuleSettings> Rules { get; init; } = [];

    internal static EnvSettings Read(YamlSection section)
    {
        var settings = new EnvSettings
        {
            Files = [.. section.Sections("files").Select(EnvFileSettings.Read)],
            Pack = section.Choice("pack", EnvPack.Production),
            Groups = [.. section.Sections("groups").Select(EnvGroupSettings.Read)],
            Agree = [.. section.Sections("agree").Select(EnvAgreementSettings.Read)],
            Rules = [.. section.Sections("rules").Select(EnvRuleSettings.Read)],
        };
        section.End();
        return settings;
    }
}
