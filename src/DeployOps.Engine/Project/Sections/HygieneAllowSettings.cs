using DeployOps.Engine.Project.Yaml;

namespace DeployOps.Engine.Project.Sections;

/// <summary>A finding that is known and accepted. It never names the value: at most the fingerprint that the finding showed.</summary>
public sealed record HygieneAllowSettings
{
    /// <summary>The files, as a pattern of a <c>.gitignore</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The check (<c>HYG006</c>) or the rule (<c>github-token</c>) it is about.</summary>
    public required string Rule { get; init; }

    /// <summary>The fingerprint that the finding shows; without it every finding of the rule in the files is accepted.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>Why it is accepted.</summary>
    public required string Reason { get; init; }

    /// <summary>The line in the configuration.</summary>
    public int Line { get; init; }

    internal static HygieneAllowSettings Read(YamlSection section)
    {
        var settings = new HygieneAllowSettings
        {
            Path = section.RequiredText("path"),
            Rule = section.RequiredText("rule"),
            Fingerprint = section.Text("fingerprint"),
            Reason = section.RequiredText("reason"),
            Line = section.Line,
        };
        section.End();
        return settings;
    }
}
