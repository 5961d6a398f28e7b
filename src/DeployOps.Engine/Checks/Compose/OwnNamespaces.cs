using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Finds <c>pid</c>, <c>ipc</c>, <c>uts</c>, <c>userns_mode</c> and <c>cgroup</c> set to <c>host</c>.</summary>
/// <remarks>Source: CIS Docker Benchmark 1.5.0, 5.15, 5.16, 5.20 and 5.30.</remarks>
public sealed class OwnNamespaces : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM043", "No service shares the processes, memory or users of the host", CheckFamily.Compose, Severity.P1, "KP1", "CIS Docker Benchmark 1.5.0, 5.15, 5.16, 5.20 and 5.30");

    private static readonly string[] Namespaces = ["pid", "ipc", "uts", "userns_mode", "cgroup"];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        foreach (var name in Namespaces)
        {
            if (service.Node.Scalar(name) is { Text: "host" } shared)
            {
                yield return Fail(compose, service.Name, shared.Source, $"'{name}: host' takes down a wall between the service and the host", "Remove it.");
            }
        }
    }
}
