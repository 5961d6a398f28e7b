using DeployOps.Engine.Project.Yaml;

namespace DeployOps.Engine.Project.Sections;

/// <summary>Section <c>host</c>: what the machine that deploys must have.</summary>
public sealed record HostSettings
{
    /// <summary>
    /// The least free space on each disk that a release writes to, in MiB (<c>minimum-free-mib</c>, 2048 unless said
    /// otherwise). Less blocks the release (HST004).
    /// </summary>
    public int MinimumFreeMebibytes { get; init; } = 2048;

    /// <summary>
    /// The least free part of each such disk, in percent (<c>minimum-free-percent</c>, 10 unless said otherwise). Less
    /// is warned of (HST005).
    /// </summary>
    public int MinimumFreePercent { get; init; } = 10;

    internal static HostSettings Read(YamlSection section)
    {
        var settings = new HostSettings
        {
            MinimumFreeMebibytes = section.Number("minimum-free-mib", 2048),
            MinimumFreePercent = section.Number("minimum-free-percent", 10, 0, 100),
        };
        section.End();
        return settings;
    }
}
