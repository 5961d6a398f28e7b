using DeployOps.Engine.Checks.Env.Reading;

namespace DeployOps.Engine.Checks.Env;

/// <summary>Production says that it is production: <c>ENVIRONMENT</c> (seed 000, 1-2), <c>NODE_ENV</c> (seed 001), <c>APP_ENV</c> (seed 003).</summary>
public sealed class EnvironmentNameCheck : ProductionEnvCheck
{
    // Applications compare these as they stand; only the frameworks of the last three fold case.
    private static readonly Dictionary<string, string[]> Accepted = new(StringComparer.Ordinal)
    {
        ["ENVIRONMENT"] = ["production"],
        ["NODE_ENV"] = ["production"],
        ["APP_ENV"] = ["production", "prod"],
        ["ENV"] = ["production", "prod"],
        ["FLASK_ENV"] = ["production"],
        ["RAILS_ENV"] = ["production"],
        ["DJANGO_ENV"] = ["production"],
        ["ASPNETCORE_ENVIRONMENT"] = ["Production", "production"],
        ["DOTNET_ENVIRONMENT"] = ["Production", "production"],
    };

    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "ENV020", "The environment is production", CheckFamily.Env, Severity.P0, "PA3 CH2", "seed 000, 1-2; seed 001, section 1; Twelve-Factor, III");

    internal override IEnumerable<Finding> Look(EnvFilesFact files, CheckContext context)
    {
        var isNamed = false;
        foreach (var file in files.Files)
        {
            foreach (var entry in file.SetEntries.Where(entry => Accepted.ContainsKey(entry.Key)))
            {
                isNamed = true;
                if (!Accepted[entry.Key].Contains(entry.Value, StringComparer.Ordinal))
                {
                    yield return Fail(file, entry, "does not say production", "Set it to production, in lower case.");
                }
            }
        }

        if (!isNamed)
        {
            yield return Fail("ENVIRONMENT", "no environment file says which environment this is", "Set ENVIRONMENT=production (Node.js: NODE_ENV=production).", files.Files[0].Name);
        }
    }
}
