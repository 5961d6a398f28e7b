using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Compose refuses settings that contradict each other.</summary>
/// <remarks>Source: compose specification, 05-services: network_mode, scale, cpus, mem_limit; compose build specification: dockerfile_inline.</remarks>
public sealed class SettingsDoNotExcludeEachOther : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM080", "No two settings exclude each other", CheckFamily.Compose, Severity.P0, "RB4", "compose specification, 05-services: network_mode, scale, cpus, mem_limit; compose build specification: dockerfile_inline");

    private static readonly (string Own, string Limit)[] Doubled = [("cpus", "cpus"), ("mem_limit", "memory"), ("pids_limit", "pids")];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        if (service.NetworkMode is { } mode && service.Networks.Count > 0)
        {
            yield return Fail(compose, service.Name, mode.Source, "'network_mode' and 'networks' exclude each other", "Keep one of them.");
        }

        if (service.Build is { IsInline: true, Dockerfile: { } dockerfile })
        {
            yield return Fail(compose, service.Name, dockerfile.Source, "'dockerfile' and 'dockerfile_inline' exclude each other", "Keep one of them.");
        }

        var deploy = service.Node.Mapping("deploy");
        if (service.Node.Scalar("scale") is { } scale && deploy?.Scalar("replicas") is { } replicas && scale.Text != replicas.Text)
        {
            yield return Fail(compose, service.Name, scale.Source, "'scale' and 'deploy.replicas' differ", "Keep one of them.");
        }

        var limits = deploy?.Mapping("resources")?.Mapping("limits");
        foreach (var (own, limit) in Doubled)
        {
            if (service.Node.Scalar(own) is { } one && limits?.Scalar(limit) is { } other && one.Text != other.Text)
            {
                yield return Fail(compose, service.Name, one.Source, $"'{own}' and 'deploy.resources.limits.{limit}' are both given, and not alike", "Keep one of them.");
            }
        }
    }
}
