using DeployOps.Engine.Checks.Env.Keys;
using DeployOps.Engine.Checks.Env.Reading;
using DeployOps.Engine.Checks.Env.Values;
using DeployOps.Engine.EnvFiles;

namespace DeployOps.Engine.Checks.Env;

/// <summary>Origins and host names are an allow-list (seed 000, 2-1; seed 001, security checklist; WHATWG Fetch, CORS).</summary>
public sealed class CorsWildcardCheck : ProductionEnvCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "ENV031", "Origins and hosts are an allow-list without wildcard", CheckFamily.Env, Severity.P0, "PA11 CH2", "seed 000, 2-1; seed 001, security checklist; OWASP ASVS 5.0, 3.4.2");

    internal override IEnumerable<Finding> Look(EnvFilesFact files, CheckContext context)
    {
        foreach (var file in files.Files)
        {
            foreach (var entry in file.SetEntries)
            {
                if (EndpointKeys.OriginExpressions.Holds(entry.Key))
                {
                    yield return Fail(file, entry, "allows origins by a regular expression", "List the origins one by one: expressions let more in than they seem to.");
                }
                else if ((EndpointKeys.Origins.Holds(entry.Key) || EndpointKeys.AllowedHosts.Holds(entry.Key)) && Reason(entry) is { } reason)
                {
                    yield return Fail(file, entry, reason, "List the public origins one by one, such as https:// and the domain, separated by commas.");
                }
            }
        }
    }

    private static string? Reason(EnvEntry entry)
    {
        var items = ValueList.Split(entry.Value!);
        if (items.Any(item => item.Contains('*', StringComparison.Ordinal) || item.Contains("%2A", StringComparison.OrdinalIgnoreCase) || item.Equals("all", StringComparison.OrdinalIgnoreCase) || item.Equals("any", StringComparison.OrdinalIgnoreCase)))
        {
            return "holds a wildcard";
        }

        // "true" makes the cors package of Node.js answer with whatever origin asks; "null" is what sandboxed pages send.
        return items.Any(item => item.Equals("true", StringComparison.OrdinalIgnoreCase) || item.Equals("null", StringComparison.OrdinalIgnoreCase)) ? "lets any origin in" : null;
    }
}
