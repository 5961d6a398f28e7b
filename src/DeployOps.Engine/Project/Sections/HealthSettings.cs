using DeployOps.Engine.Project.Yaml;

namespace DeployOps.Engine.Project.Sections;

/// <summary>Section <c>health</c>: what counts as healthy besides the containers' own healthchecks (rows PA8, CH9).</summary>
public sealed record HealthSettings
{
    /// <summary>The path at which the application says how it and its stores are (<c>path</c>); <c>/health</c> and <c>/api/health</c> are tried when left out.</summary>
    public string? Path { get; init; }

    /// <summary>The most processor time of a container, in percent of one processor (<c>processor-percent</c>, 90).</summary>
    public int ProcessorPercent { get; init; } = 90;

    /// <summary>The most memory of a container, in percent of its limit (<c>memory-percent</c>, 90).</summary>
    public int MemoryPercent { get; init; } = 90;

    /// <summary>The most restarts of a container (<c>restarts</c>, 3).</summary>
    public int Restarts { get; init; } = 3;

    /// <summary>The most that a container's log may grow in an hour, in MiB (<c>log-growth-mib</c>, 100).</summary>
    public int LogGrowthMebibytes { get; init; } = 100;

    /// <summary>How fast Redis has to answer (<c>redis-timeout</c>, 300 ms).</summary>
    public TimeSpan RedisTimeout { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How fast PostgreSQL has to answer (<c>postgres-timeout</c>, 500 ms).</summary>
    public TimeSpan PostgresTimeout { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How fast the graph has to answer (<c>graph-timeout</c>, 700 ms).</summary>
    public TimeSpan GraphTimeout { get; init; } = TimeSpan.FromMilliseconds(700);

    internal static HealthSettings Read(YamlSection section)
    {
        var settings = new HealthSettings
        {
            Path = section.Text("path"),
            ProcessorPercent = section.Number("processor-percent", 90, least: 1, most: 100_000),
            MemoryPercent = section.Number("memory-percent", 90, least: 1, most: 100),
            Restarts = section.Number("restarts", 3),
            LogGrowthMebibytes = section.Number("log-growth-mib", 100, least: 1),
            RedisTimeout = section.Duration("redis-timeout", TimeSpan.FromMilliseconds(300)),
            PostgresTimeout = section.Duration("postgres-timeout", TimeSpan.FromMilliseconds(500)),
            GraphTimeout = section.Duration("graph-timeout", TimeSpan.FromMilliseconds(700)),
        };
        section.End();
        return settings;
    }
}
