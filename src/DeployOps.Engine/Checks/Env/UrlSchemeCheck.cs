using DeployOps.Engine.Checks.Env.Keys;
using DeployOps.Engine.Checks.Env.Reading;
using DeployOps.Engine.Checks.Env.Values;

namespace DeployOps.Engine.Checks.Env;

/// <summary>Each store's URL has the scheme its driver needs: <c>postgresql+asyncpg</c> (seed 000, 1-1), <c>redis</c>, <c>bolt</c> or <c>neo4j</c>.</summary>
public sealed class UrlSchemeCheck : ProductionEnvCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "ENV027", "Every store's URL has the scheme of its driver", CheckFamily.Env, Severity.P0, "PA2", "seed 000, 1-1; the drivers' documentation");

    internal override IEnumerable<Finding> Look(EnvFilesFact files, CheckContext context)
    {
        foreach (var file in files.Files)
        {
            foreach (var entry in file.SetEntries)
            {
                // What is no URL at all is named by ENV026.
                if (StoreSchemes.AcceptedFor(entry.Key, file, context.Project.Env) is { } accepted
                    && ConnectionUrl.Read(entry.Value!) is { } url
                    && !accepted.Contains(url.Scheme, StringComparer.OrdinalIgnoreCase))
                {
                    yield return Fail(
                        file, entry, "has another URL scheme than its driver needs", $"Use {string.Join(" or ", accepted.Select(scheme => scheme + "://"))} (another driver: env.schemes in deployops.yml).");
                }
            }
        }
    }
}
