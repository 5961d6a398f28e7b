using DeployOps.Engine.Project.Yaml;

namespace DeployOps.Engine.Project.Sections;

/// <summary>Section <c>release-log</c>: the record for people.</summary>
public sealed record ReleaseLogSettings
{
    /// <summary>The log, relative to the root.</summary>
    public string Path { get; init; } = "release.log";

    /// <summary>The template of a record, relative to the root; the built-in one when <see langword="null"/>.</summary>
    public string? Template { get; init; }

    internal static ReleaseLogSettings Read(YamlSection section)
    {
        var settings = new ReleaseLogSettings
        {
            Path = section.Text("path") ?? "release.log",
            Template = section.Text("template"),
        };
        section.End();
        return settings;
    }
}
