using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Finds the folders that make a container a part of the host. Single files below them are left alone.</summary>
/// <remarks>Source: CIS Docker Benchmark 1.5.0, 5.5.</remarks>
public sealed class SystemFoldersAreNotMounted : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM046", "No service holds a system folder of the host", CheckFamily.Compose, Severity.P1, "KP1", "CIS Docker Benchmark 1.5.0, 5.5");

    private static readonly HashSet<string> Folders = new(StringComparer.Ordinal)
    {
        "/", "/boot", "/dev", "/etc", "/lib", "/lib64", "/proc", "/sys", "/usr", "/bin", "/sbin", "/root", "/home", "/var", "/var/lib", "/var/lib/docker", "C:/", "C:/Windows",
    };

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        foreach (var mount in service.Mounts.Where(mount => mount.Kind == ComposeMountKind.Bind))
        {
            var path = (mount.FullPath ?? mount.From).Replace('\\', '/');
            if (Folders.Contains(path.Length > 3 ? path.TrimEnd('/') : path))
            {
                yield return mount.IsReadOnly
                    ? Warn(compose, service.Name, mount.Source, "a system folder of the host is mounted, read-only", "Mount only the files that are needed.")
                    : Fail(compose, service.Name, mount.Source, "a system folder of the host is mounted for writing", "Mount only the files that are needed, read-only.");
            }
        }
    }
}
