using DeployOps.Engine.Project.Yaml;

namespace DeployOps.Engine.Project.Sections;

/// <summary>How one service is released, in section <c>release.services</c>.</summary>
public sealed record ReleaseServiceSettings
{
    /// <summary>The compose service (<c>service</c>).</summary>
    public required string Service { get; init; }

    /// <summary>How it goes from one release to the next (<c>strategy</c>).</summary>
    public ReleaseStrategy Strategy { get; init; }

    /// <summary>
    /// How long the old container of a rolling service keeps running after the new one is healthy, so that the proxy finds the new one
    /// and requests under way end (<c>drain</c>, 5 s).
    /// </summary>
    public TimeSpan Drain { get; init; } = TimeSpan.FromSeconds(5);

    internal static ReleaseServiceSettings Read(YamlSection section)
    {
        var settings = new ReleaseServiceSettings
        {
            Service = section.RequiredText("service"),
            Strategy = section.Choice("strategy", ReleaseStrategy.Recreate),
            Drain = section.Duration("drain", TimeSpan.FromSeconds(5)),
        };
        section.End();
        return settings;
    }
}
