using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.Checks.Compose;

/// <summary><c>ALL</c>, <c>SYS_ADMIN</c> and the like are as good as privileged; some others are doubtful.</summary>
/// <remarks>Source: CIS Docker Benchmark 1.5.0, 5.3; capabilities(7).</remarks>
public sealed class NoDangerousCapabilities : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM044", "No service has a capability that opens the host", CheckFamily.Compose, Severity.P1, "KP1", "CIS Docker Benchmark 1.5.0, 5.3; capabilities(7)");

    private static readonly HashSet<string> Opening = new(StringComparer.OrdinalIgnoreCase) { "ALL", "SYS_ADMIN", "SYS_MODULE", "SYS_RAWIO", "SYS_BOOT", "DAC_READ_SEARCH", "BPF" };

    private static readonly HashSet<string> Doubtful = new(StringComparer.OrdinalIgnoreCase) { "SYS_PTRACE", "NET_ADMIN", "SYS_CHROOT", "SYS_TIME", "MAC_ADMIN", "MAC_OVERRIDE", "SYSLOG", "PERFMON" };

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        foreach (var capability in service.AddedCapabilities)
        {
            var name = capability.Text.StartsWith("CAP_", StringComparison.OrdinalIgnoreCase) ? capability.Text[4..] : capability.Text;
            if (Opening.Contains(name))
            {
                yield return Fail(compose, service.Name, capability.Source, $"the capability {name.ToUpperInvariant()} is as good as being privileged", "Remove it.");
            }
            else if (Doubtful.Contains(name))
            {
                yield return Warn(compose, service.Name, capability.Source, $"the capability {name.ToUpperInvariant()} reaches beyond the container", "Remove it unless the service cannot work without.");
            }
        }
    }
}
