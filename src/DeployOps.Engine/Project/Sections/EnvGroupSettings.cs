using DeployOps.Engine.Project.Yaml;

namespace DeployOps.Engine.Project.Sections;

/// <summary>An optional feature: all of its keys are set, or none.</summary>
/// <param name="Name">The feature's name.</param>
/// <param name="Keys">Its keys.</param>
public sealed record EnvGroupSettings(string Name, IReadOnlyList<string> Keys)
{
    internal static EnvGroupSettings Read(YamlSection section)
    {
        var settings = new EnvGroupSettings(section.RequiredText("name"), section.Texts("keys"));
        if (settings.Keys.Count < 2)
        {
            throw section.Invalid("keys", "needs at least two keys");
        }

        section.End();
        return settings;
    }
}
