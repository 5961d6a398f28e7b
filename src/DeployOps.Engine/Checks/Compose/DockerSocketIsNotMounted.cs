using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Who can write to the socket is root on the host; mounting it read-only does not change that.</summary>
/// <remarks>Source: CIS Docker Benchmark 1.5.0, 5.31.</remarks>
public sealed class DockerSocketIsNotMounted : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM041", "No service holds the docker socket", CheckFamily.Compose, Severity.P0, "KP1", "CIS Docker Benchmark 1.5.0, 5.31");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        foreach (var mount in service.Mounts.Where(mount => IsSocket(mount.From) || IsSocket(mount.FullPath ?? "")))
        {
            yield return Fail(compose, service.Name, mount.Source, "the engine's socket is mounted: the service can do everything on the host, also when it is read-only", "Put a proxy in front that allows the few calls that are needed.");
        }
    }

    private static bool IsSocket(string path)
    {
        var name = path.Replace('\\', '/');
        return name.EndsWith("/docker.sock", StringComparison.Ordinal) || name.EndsWith("/containerd.sock", StringComparison.Ordinal)
            || name.EndsWith("/podman.sock", StringComparison.Ordinal) || name.EndsWith("pipe/docker_engine", StringComparison.OrdinalIgnoreCase)
            || name.TrimEnd('/') is "/var/run" or "/run";
    }
}
