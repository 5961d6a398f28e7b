using System.Runtime.CompilerServices;
using DeployOps.Engine.Checks.Release.Log;

namespace DeployOps.Engine.Checks.Host;

/// <summary>The machine's clock is not behind what it must have seen: the last record of the release log, and the project's own files.</summary>
public sealed class ClockIsPlausible : Check
{
    // Machines that keep the same time differ by seconds; a file copied from another one may be a little ahead.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "HST006", "The machine's clock is plausible", CheckFamily.Host, Severity.P2, "RB6 RB11", "tags and records carry the machine's time");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var now = context.Time.GetUtcNow();
        foreach (var (what, time) in await SeenAsync(context, cancellationToken).ConfigureAwait(false))
        {
            if (time > now + Tolerance)
            {
                yield return Warn(
                    what,
                    $"it is of {time.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}, and the machine's clock says {now.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}",
                    "Set the clock (timedatectl, w32tm /resync): certificates and tokens go by it too.");
            }
        }
    }

    private static async Task<List<(string What, DateTimeOffset Time)>> SeenAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var seen = context.Project.Compose.Files
            .Where(file => File.Exists(context.Project.FullPath(file)))
            .Select(file => (context.Project.RelativePath(file), new DateTimeOffset(File.GetLastWriteTimeUtc(context.Project.FullPath(file)))))
            .ToList();
        try
        {
            var history = await context.FactAsync<ReleaseHistoryFact>(cancellationToken).ConfigureAwait(false);
            if (history.Last is { } last)
            {
                seen.Add(($"record {last.Sequence} of {history.File}", last.Started));
            }
        }
        catch (Exception failure) when (failure is FactUnavailableException or IOException or UnauthorizedAccessException)
        {
            // Without a log the files alone tell.
        }

        return seen;
    }
}
