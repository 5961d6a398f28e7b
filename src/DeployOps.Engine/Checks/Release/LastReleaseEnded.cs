using System.Runtime.CompilerServices;
using DeployOps.Engine.Checks.Release.Log;

namespace DeployOps.Engine.Checks.Release;

/// <summary>Every release that began has an end in the release log.</summary>
public sealed class LastReleaseEnded : Check
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "REL011", "Every release that began has an end in the log", CheckFamily.Release, Severity.P1, "RB11", "seeds/003, 4.5: success and failure alike");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var history = await context.FactAsync<ReleaseHistoryFact>(cancellationToken).ConfigureAwait(false);
        foreach (var record in history.Unfinished)
        {
            yield return Warn(
                record.Tag,
                $"record {record.Sequence} says that it started at {record.Started.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}, and no record says how it ended: it runs now, or it was interrupted",
                "Look what is running (docker compose ps -a), and write how it ended (Write-ReleaseLog, deployops log write).",
                history.File,
                (int)Math.Min(record.Line, int.MaxValue));
        }
    }
}
