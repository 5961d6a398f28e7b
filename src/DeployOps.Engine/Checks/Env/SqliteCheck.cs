using DeployOps.Engine.Checks.Env.Keys;
using DeployOps.Engine.Checks.Env.Reading;
using DeployOps.Engine.Checks.Env.Values;
using DeployOps.Engine.EnvFiles;

namespace DeployOps.Engine.Checks.Env;

/// <summary>Production does not fall back to SQLite (seed 000, 1-2): its file is lost with the container.</summary>
public sealed class SqliteCheck : ProductionEnvCheck
{
    private static readonly EnvKeyPattern Engines = new(["DB_ENGINE", "DATABASE_ENGINE", "DB_TYPE", "DATABASE_TYPE", "DB_CONNECTION", "DB_DRIVER", "DATABASE_DRIVER", "DB_DIALECT", "DB_CLIENT", "DB_ADAPTER"]);
    private static readonly EnvKeyPattern Databases = new(["*DATABASE*", "*DB_URL", "*DB_URI", "*_DB", "DB_*", "SQLALCHEMY_*"]);
    private static readonly EnvKeyPattern Switches = new(["USE_SQLITE", "SQLITE_FALLBACK", "ALLOW_SQLITE", "*_SQLITE_FALLBACK", "ENABLE_SQLITE*"]);
    private static readonly string[] No = ["false", "0", "no", "off"];

    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "ENV028", "No database is SQLite", CheckFamily.Env, Severity.P0, "PA2", "seed 000, 1-2");

    internal override IEnumerable<Finding> Look(EnvFilesFact files, CheckContext context)
    {
        foreach (var file in files.Files)
        {
            foreach (var entry in file.SetEntries.Where(IsSqlite))
            {
                yield return Fail(file, entry, "is SQLite, or a database file", "Name the PostgreSQL server: a database file is lost with its container.");
            }
        }
    }

    private static bool IsSqlite(EnvEntry entry)
    {
        var value = entry.Value!.Trim();
        if (ConnectionUrl.Read(value) is { } url && (url.Scheme.Contains("sqlite", StringComparison.Ordinal) || (url.Scheme == "file" && Databases.Holds(entry.Key))))
        {
            return true;
        }

        return (Engines.Holds(entry.Key) && value.Contains("sqlite", StringComparison.OrdinalIgnoreCase))
            || (Databases.Holds(entry.Key) && (value.EndsWith(".sqlite", StringComparison.OrdinalIgnoreCase) || value.EndsWith(".sqlite3", StringComparison.OrdinalIgnoreCase)))
            || (Switches.Holds(entry.Key) && !No.Contains(value, StringComparer.OrdinalIgnoreCase));
    }
}
