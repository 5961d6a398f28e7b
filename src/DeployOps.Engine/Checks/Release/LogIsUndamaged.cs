using System.Runtime.CompilerServices;
using DeployOps.Engine.Checks.Release.Log;

namespace DeployOps.Engine.Checks.Release;

/// <summary>Every record of the release log is as it was written.</summary>
public sealed class LogIsUndamaged : Check
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "REL012", "The release log is as it was written", CheckFamily.Release, Severity.P2, "RB11 RB17", "seeds/003, 10: the log is the evidence of the gate");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var history = await context.FactAsync<ReleaseHistoryFact>(cancellationToken).ConfigureAwait(false);
        foreach (var damage in history.Damages)
        {
            yield return Warn(
                damage.Sequence is { } sequence ? $"record {sequence}" : "a record",
                damage.Reason,
                "Corrections belong in a new record or between records, not into one; what was there is in your backup of the log.",
                history.File,
                (int)Math.Min(damage.Line, int.MaxValue));
        }

        if (history.DamageCount > history.Damages.Count)
        {
            yield return Warn("the log", $"{history.DamageCount - history.Damages.Count} further damaged records", "See above.", history.File);
        }
    }
}
