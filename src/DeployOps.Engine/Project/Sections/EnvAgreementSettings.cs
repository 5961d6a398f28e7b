using DeployOps.Engine.Project.Yaml;

namespace DeployOps.Engine.Project.Sections;

/// <summary>A value that must be the same wherever it stands.</summary>
/// <param name="Name">What the value is, such as "queue name".</param>
/// <param name="Members">
/// Where it stands: <c>path:KEY</c>, or <c>path:KEY#part</c> for a part of a URL (<c>scheme</c>, <c>user</c>,
/// <c>password</c>, <c>host</c>, <c>port</c> or <c>database</c>).
/// </param>
public sealed record EnvAgreementSettings(string Name, IReadOnlyList<string> Members)
{
    internal static EnvAgreementSettings Read(YamlSection section)
    {
        var settings = new EnvAgreementSettings(section.RequiredText("name"), section.Texts("members"));
        if (settings.Members.Count < 2)
        {
            throw section.Invalid("members", "needs at least two places, each as path:KEY");
        }

        section.End();
        return settings;
    }
}
