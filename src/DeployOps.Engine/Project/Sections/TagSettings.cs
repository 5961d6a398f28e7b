using DeployOps.Engine.Project.Yaml;

namespace DeployOps.Engine.Project.Sections;

/// <summary>What a release's tag looks like.</summary>
public enum TagFormat
{
    /// <summary>A date or a commit.</summary>
    Any,

    /// <summary>A calendar date as <c>YYYY.MM.DD</c>, optionally with <c>.N</c> or <c>-N</c> for a further release of the day.</summary>
    Date,

    /// <summary>An abbreviated git commit hash that exists.</summary>
    Commit,
}

/// <summary>Section <c>tag</c>: the tag rule.</summary>
public sealed record TagSettings
{
    /// <summary>The variable that compose files name as the tag.</summary>
    public string Variable { get; init; } = "TAG";

    /// <summary>What a tag looks like.</summary>
    public TagFormat Format { get; init; } = TagFormat.Any;

    internal static TagSettings Read(YamlSection section)
    {
        var settings = new TagSettings
        {
            Variable = section.Text("variable") ?? "TAG",
            Format = section.Choice("format", TagFormat.Any),
        };
        section.End();
        return settings;
    }
}
