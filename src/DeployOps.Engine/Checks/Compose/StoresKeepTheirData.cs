using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Checks.Compose.Policies;
using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Without a named volume or a folder of the host the data is gone with the container.</summary>
/// <remarks>Source: documentation of the images on Docker Hub; compose specification, 05-services: volumes.</remarks>
public sealed class StoresKeepTheirData : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM047", "Every database keeps its data on a volume", CheckFamily.Compose, Severity.P1, "CH8 PA16", "documentation of the images on Docker Hub; compose specification, 05-services: volumes");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        if (WellKnownImages.Of(service) is not { DataFolder: { } folder } image)
        {
            yield break;
        }

        var kept = service.Mounts.Any(mount => mount.Kind is ComposeMountKind.Bind or ComposeMountKind.Volume or ComposeMountKind.Other && mount.From.Length > 0
            && (Holds(mount.Target, folder) || Holds(folder, mount.Target)));
        if (!kept && service.Node["volumes_from"] is null)
        {
            yield return Warn(
                compose, service.Name, service.LineOf("volumes"), $"{image.Name} keeps its data in {folder}, and no named volume or folder is mounted there: 'down' loses it",
                $"Mount a named volume at {folder} or below.");
        }
    }

    private static bool Holds(string outer, string inner) => inner == outer || inner.StartsWith(outer.TrimEnd('/') + "/", StringComparison.Ordinal);
}
