using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Compose.Model.Loading;
using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>In the short form docker makes a folder in the place of a missing file, owned by root; in the long form it fails.</summary>
/// <remarks>Source: compose specification, 05-services: volumes, bind.create_host_path.</remarks>
public sealed class MountedPathsExist : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM076", "Every file or folder that is mounted exists", CheckFamily.Compose, Severity.P1, "RB4", "compose specification, 05-services: volumes, bind.create_host_path");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        foreach (var mount in service.Mounts.Where(mount => mount is { Kind: ComposeMountKind.Bind, FullPath: not null }))
        {
            if (!ComposePaths.IsForeign(mount.FullPath!) && !Path.Exists(mount.FullPath))
            {
                yield return Fail(
                    compose, service.Name, mount.Source,
                    mount.CreatesHostPath ? "what is mounted does not exist: docker makes an empty folder there, owned by root" : "what is mounted does not exist: the container cannot be made",
                    "Create it beforehand, or correct the path.");
            }
        }
    }
}
