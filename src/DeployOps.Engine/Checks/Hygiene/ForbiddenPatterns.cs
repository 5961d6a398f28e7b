using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Checks.Hygiene;

/// <summary>The patterns that have to be gone from the source: the seeds' own and the project's.</summary>
public static class ForbiddenPatterns
{
    /// <summary>The seeds' own; silent where there are no such files.</summary>
    public static IReadOnlyList<HygieneForbiddenSettings> Defaults { get; } =
    [
        new()
        {
            Id = "SRC001",
            Title = "CORS is an allow-list: allow_origin_regex is gone",
            Pattern = @"\ballow_origin_regex\b",
            Paths = ["*.py", "!test_*.py", "!tests/"],
            Row = "PA11",
        },
        new()
        {
            Id = "SRC002",
            Title = "The Neo4j client writes structured logs: print( is gone",
            Pattern = @"^[ \t]*print[ \t]*\(",
            Paths = ["neo4j_client.py"],
            Row = "PA11",
        },
    ];

    /// <summary>All that hold for a project.</summary>
    public static IReadOnlyList<HygieneForbiddenSettings> Of(HygieneSettings settings) =>
        settings.ForbiddenDefaults ? [.. Defaults, .. settings.Forbidden] : settings.Forbidden;
}
