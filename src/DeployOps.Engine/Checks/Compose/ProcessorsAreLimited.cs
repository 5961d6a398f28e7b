using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Without one a loop of one service slows all others down.</summary>
/// <remarks>Source: CIS Docker Benchmark 1.5.0, 5.11; seed 004, KP6.</remarks>
public sealed class ProcessorsAreLimited : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM061", "Every service has a processor limit", CheckFamily.Compose, Severity.P2, "KP6 CH9", "CIS Docker Benchmark 1.5.0, 5.11; seed 004, KP6");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        if (service.ProcessorLimit is null)
        {
            yield return Fail(compose, service.Name, service.Source, "the service may use all the processors of the host", "Write deploy.resources.limits.cpus (or cpus).");
        }
    }
}
