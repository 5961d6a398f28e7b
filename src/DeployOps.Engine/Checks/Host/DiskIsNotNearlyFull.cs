using System.Globalization;
using System.Runtime.CompilerServices;

namespace DeployOps.Engine.Checks.Host;

/// <summary>No disk that a release writes to is nearly full.</summary>
public sealed class DiskIsNotNearlyFull : Check
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "HST005", "No disk a release writes to is nearly full", CheckFamily.Host, Severity.P1, "RB7 CH9", "images are built on the server (seeds/003, 0)");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var minimum = context.Project.Host.MinimumFreePercent;
        var fact = await context.FactAsync<DisksFact>(cancellationToken).ConfigureAwait(false);
        foreach (var disk in fact.Disks.Where(disk => disk.FreePercent < minimum))
        {
            yield return Warn(
                disk.Uses,
                string.Create(CultureInfo.InvariantCulture, $"{disk.FreePercent:0.0} % are free at {disk.Path}, and {minimum} % are asked for"),
                "Make room before databases and logs take the rest. The least is host.minimum-free-percent in deployops.yml.");
        }
    }
}
