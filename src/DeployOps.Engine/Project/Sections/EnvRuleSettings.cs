using DeployOps.Engine.Project.Yaml;

namespace DeployOps.Engine.Project.Sections;

/// <summary>A rule of the project's own about the values of keys.</summary>
public sealed record EnvRuleSettings
{
    /// <summary>The rule's identifier, such as <c>ENV901</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What should be, as a short statement.</summary>
    public required string Title { get; init; }

    /// <summary>How much it weighs.</summary>
    public Severity Severity { get; init; } = Severity.P1;

    /// <summary>The keys it holds for; <c>*</c> stands for any characters.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    internal static EnvRuleSettings Read(YamlSection section)
    {
        var settings = new EnvRuleSettings
        {
            Id = section.RequiredText("id"),
            Title = section.RequiredText("title"),
            Severity = section.Choice("severity", Severity.P1),
            Keys = section.Texts("keys"),
        };
        section.End();
        return settings;
    }
}
