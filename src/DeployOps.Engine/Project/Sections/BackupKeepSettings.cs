using DeployOps.Engine.Project.Yaml;

namespace DeployOps.Engine.Project.Sections;

/// <summary>Section <c>backup.keep</c>: a set stays when one of the rules keeps it. The last verified set always stays.</summary>
public sealed record BackupKeepSettings
{
    /// <summary>The newest so many (<c>last</c>, 3).</summary>
    public int Last { get; init; } = 3;

    /// <summary>The newest of each of the last so many days that have one (<c>daily</c>, 0).</summary>
    public int Daily { get; init; }

    /// <summary>The newest of each of the last so many weeks that have one, ISO 8601 (<c>weekly</c>, 0).</summary>
    public int Weekly { get; init; }

    /// <summary>The newest of each of the last so many months that have one (<c>monthly</c>, 0).</summary>
    public int Monthly { get; init; }

    /// <summary>Everything that is not older (<c>age</c>, 30d).</summary>
    public TimeSpan Age { get; init; } = TimeSpan.FromDays(30);

    internal static BackupKeepSettings Read(YamlSection section)
    {
        var settings = new BackupKeepSettings
        {
            Last = section.Number("last", 3, least: 1, most: 10_000),
            Daily = section.Number("daily", 0, most: 10_000),
            Weekly = section.Number("weekly", 0, most: 10_000),
            Monthly = section.Number("monthly", 0, most: 10_000),
            Age = section.Duration("age", TimeSpan.FromDays(30)),
        };
        section.End();
        return settings;
    }
}
