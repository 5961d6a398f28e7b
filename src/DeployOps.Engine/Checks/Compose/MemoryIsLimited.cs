using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Without one a leak of one service takes the whole host down.</summary>
/// <remarks>Source: CIS Docker Benchmark 1.5.0, 5.10; seed 004, KP6.</remarks>
public sealed class MemoryIsLimited : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM060", "Every service has a memory limit", CheckFamily.Compose, Severity.P1, "KP6 CH9", "CIS Docker Benchmark 1.5.0, 5.10; seed 004, KP6");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        if (service.MemoryLimit is null)
        {
            yield return Fail(compose, service.Name, service.Source, "the service may use all the memory of the host", "Write deploy.resources.limits.memory (or mem_limit).");
        }
    }
}
