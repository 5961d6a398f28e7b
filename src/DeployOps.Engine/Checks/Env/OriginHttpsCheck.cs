using DeployOps.Engine.Checks.Env.Keys;
using DeployOps.Engine.Checks.Env.Reading;
using DeployOps.Engine.Checks.Env.Values;

namespace DeployOps.Engine.Checks.Env;

/// <summary>A public origin is served over HTTPS (seed 001, security checklist; LR1).</summary>
public sealed class OriginHttpsCheck : ProductionEnvCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "ENV032", "Allowed origins are https", CheckFamily.Env, Severity.P2, "PA11 LR1", "seed 001, security checklist; OWASP ASVS 5.0, 12.2");

    internal override IEnumerable<Finding> Look(EnvFilesFact files, CheckContext context)
    {
        foreach (var file in files.Files)
        {
            foreach (var entry in file.SetEntries.Where(entry => EndpointKeys.Origins.Holds(entry.Key)))
            {
                if (ValueList.Split(entry.Value!).Any(item => item.StartsWith("http://", StringComparison.OrdinalIgnoreCase)))
                {
                    yield return Warn(file, entry, "allows an origin without TLS", "Use https:// origins; inside a closed network write down why not.");
                }
            }
        }
    }
}
