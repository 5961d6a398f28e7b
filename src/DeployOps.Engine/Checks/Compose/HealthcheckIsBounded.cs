using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Without its own times a hanging test is noticed after minutes.</summary>
/// <remarks>Source: seed 003, 2.2 to 2.4; Docker documentation, HEALTHCHECK (defaults of 30 s).</remarks>
public sealed class HealthcheckIsBounded : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM024", "Every healthcheck says how often, how long and how many times", CheckFamily.Compose, Severity.P1, "RB5 RB8", "seed 003, 2.2 to 2.4; Docker documentation, HEALTHCHECK (defaults of 30 s)");

    private static readonly string[] Wanted = ["timeout", "interval", "retries"];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        if (service.Healthcheck is { HasTest: true } healthcheck && Wanted.Where(setting => healthcheck.Node.Scalar(setting) is null).ToList() is { Count: > 0 } missing)
        {
            yield return Fail(
                compose, service.Name, healthcheck.Source, $"the healthcheck does not say {string.Join(", ", missing)}; docker's defaults wait 30 s three times",
                "Write all three, such as interval: 10s, timeout: 5s, retries: 6.");
        }
    }
}
