using DeployOps.Engine.Project.Yaml;

namespace DeployOps.Engine.Project.Sections;

/// <summary>Section <c>hygiene</c>: what must not be in the repository, the package or the image.</summary>
public sealed record HygieneSettings
{
    internal static HygieneSettings Read(YamlSection section)
    {
        var settings = new HygieneSettings();
        section.End();
        return settings;
    }
}
