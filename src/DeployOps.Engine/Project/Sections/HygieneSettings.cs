using DeployOps.Engine.Project.Yaml;

namespace DeployOps.Engine.Project.Sections;

/// <summary>Section <c>hygiene</c>: what must not be in the repository, the package or the image.</summary>
public sealed record HygieneSettings
{
    /// <summary>Further paths that <c>.gitignore</c> has to cover; a folder ends with <c>/</c>.</summary>
    public IReadOnlyList<string> GitIgnored { get; init; } = [];

    /// <summary>Further paths that every <c>.dockerignore</c> has to keep out of its build context.</summary>
    public IReadOnlyList<string> BuildIgnored { get; init; } = [];

    /// <summary>Findings that are known and accepted.</summary>
    public IReadOnlyList<HygieneAllowSettings> Allow { get; init; } = [];

    /// <summary>Patterns that have to be gone from the source.</summary>
    public IReadOnlyList<HygieneForbiddenSettings> Forbidden { get; init; } = [];

    /// <summary>
    /// Whether the built-in patterns are looked for: <c>allow_origin_regex</c> in Python files, and <c>print(</c> in a
    /// <c>neo4j_client.py</c>. Where there are no such files they are silent.
    /// </summary>
    public bool ForbiddenDefaults { get; init; } = true;

    /// <summary>Files above this size, in MiB, are not looked into; a finding names them.</summary>
    public int LargestFile { get; init; } = 16;

    internal static HygieneSettings Read(YamlSection section)
    {
        var settings = new HygieneSettings
        {
            GitIgnored = section.Texts("git-ignored"),
            BuildIgnored = section.Texts("build-ignored"),
            Allow = [.. section.Sections("allow").Select(HygieneAllowSettings.Read)],
            Forbidden = [.. section.Sections("forbidden").Select(HygieneForbiddenSettings.Read)],
            ForbiddenDefaults = section.Flag("forbidden-defaults", true),
            LargestFile = section.Number("largest-file", 16, least: 1, most: 512),
        };
        section.End();
        return settings;
    }
}
