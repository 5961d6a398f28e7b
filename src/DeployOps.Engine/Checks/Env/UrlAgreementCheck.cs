using DeployOps.Engine.Checks.Env.Reading;
using DeployOps.Engine.Checks.Env.Values;

namespace DeployOps.Engine.Checks.Env;

/// <summary>User, password and database in a store's URL are those that the store is started with (Docker Official Images: postgres, redis, neo4j).</summary>
public sealed class UrlAgreementCheck : ProductionEnvCheck
{
    private static readonly (string Url, string Part, string[] Keys)[] Pairs =
    [
        ("DATABASE_URL", "user", ["POSTGRES_USER"]),
        ("DATABASE_URL", "password", ["POSTGRES_PASSWORD"]),
        ("DATABASE_URL", "database", ["POSTGRES_DB"]),
        ("REDIS_URL", "password", ["REDIS_PASSWORD", "VALKEY_PASSWORD"]),
        ("NEO4J_URI", "password", ["NEO4J_PASSWORD"]),
        ("NEO4J_URI", "user", ["NEO4J_USER", "NEO4J_USERNAME"]),
    ];

    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "ENV036", "A store's URL agrees with the store's own keys", CheckFamily.Env, Severity.P0, "PA2 CH1", "Docker Official Images: postgres, redis, neo4j");

    internal override IEnumerable<Finding> Look(EnvFilesFact files, CheckContext context)
    {
        foreach (var file in files.Files)
        {
            foreach (var (urlKey, part, keys) in Pairs)
            {
                var entry = file.Winners.GetValueOrDefault(urlKey);
                var key = Array.Find(keys, file.IsSet);
                if (entry?.Value is not { Length: > 0 } value || key is null || ConnectionUrl.Read(value) is not { } url || !IsPostgresOrOther(urlKey, url))
                {
                    continue;
                }

                var inUrl = UrlPart.Of(url, part);
                var stated = file.Value(key)!;
                if (string.Equals(inUrl, stated, StringComparison.Ordinal))
                {
                    continue;
                }

                // Bolt URLs mostly leave user and password out, and the drivers take them apart from it.
                if (inUrl is null && urlKey != "NEO4J_URI")
                {
                    yield return Fail(file, entry, $"the URL holds no {part}, while {key} is set (line {file.Winners[key].Line})", $"Put the {part} of {key} into the URL, percent-encoded.");
                }
                else if (inUrl is not null)
                {
                    yield return Fail(file, entry, $"the {part} in the URL differs from {key} (line {file.Winners[key].Line})", $"Give both the same {part}; in the URL reserved characters are percent-encoded.");
                }
            }
        }
    }

    private static bool IsPostgresOrOther(string urlKey, ConnectionUrl url) =>
        urlKey != "DATABASE_URL" || url.Scheme.Contains("postgres", StringComparison.Ordinal);
}
