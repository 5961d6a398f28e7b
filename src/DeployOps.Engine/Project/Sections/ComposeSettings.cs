using DeployOps.Engine.Project.Yaml;

namespace DeployOps.Engine.Project.Sections;

/// <summary>Section <c>compose</c>: the files that describe the stack.</summary>
public sealed record ComposeSettings
{
    /// <summary>The compose files in the order they are merged, relative to the root.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>The profiles that are switched on.</summary>
    public IReadOnlyList<string> Profiles { get; init; } = [];

    internal static ComposeSettings Read(YamlSection section)
    {
        var settings = new ComposeSettings { Files = section.Texts("files"), Profiles = section.Texts("profiles") };
        section.End();
        return settings;
    }
}
