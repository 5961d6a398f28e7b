using System.Globalization;
using System.Runtime.CompilerServices;

namespace DeployOps.Engine.Checks.Host;

/// <summary>Each disk that a release writes to has the least free space that the project asks for.</summary>
public sealed class DiskHasRoom : Check
{
    private const double Gibibyte = 1024.0 * 1024 * 1024;

    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "HST004", "There is room on the disks a release writes to", CheckFamily.Host, Severity.P0, "RB7", "images are built on the server (seeds/003, 0)");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var minimum = context.Project.Host.MinimumFreeMebibytes * 1024L * 1024;
        var fact = await context.FactAsync<DisksFact>(cancellationToken).ConfigureAwait(false);
        foreach (var disk in fact.Disks.Where(disk => disk.Free < minimum))
        {
            yield return Fail(
                disk.Uses,
                string.Create(CultureInfo.InvariantCulture, $"{disk.Free / Gibibyte:0.0} GiB are free at {disk.Path}, and {minimum / Gibibyte:0.0} GiB are asked for"),
                "Make room: old images (docker image prune), build cache (docker builder prune), old logs and backups. Keep the previous release's images. The least is host.minimum-free-mib in deployops.yml.");
        }
    }
}
