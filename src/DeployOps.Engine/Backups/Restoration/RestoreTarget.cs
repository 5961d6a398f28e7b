using System.Diagnostics;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.Backups.Verification;
using DeployOps.Engine.DataStores;

namespace DeployOps.Engine.Backups.Restoration;

/// <summary>A store that is restored into, and what is known of it.</summary>
/// <param name="Findings">What the set holds of it.</param>
/// <param name="Access">The way to it.</param>
/// <param name="Backup">Its kind.</param>
internal sealed record RestoreTarget(StoreFindings Findings, OpenDataStore Access, IStoreBackup Backup)
{
    private static readonly TimeSpan LookLimit = TimeSpan.FromMinutes(2);

    public DataStoreKind Kind => Findings.Kind;

    /// <summary>Whether nothing of a user's was in it before.</summary>
    public bool IsEmpty { get; init; }

    /// <summary>Why nothing can be put into it, redacted; <see langword="null"/> when nothing is known that stands in the way.</summary>
    public string? Obstacle { get; init; }

    /// <summary>What to do about the obstacle.</summary>
    public string NextStep { get; init; } = "";

    /// <summary>What was in it before.</summary>
    public StoreContent Before { get; init; } = new([], null);

    /// <summary>Where it is, without a login.</summary>
    public string Shown => Access.Access.ToString();

    /// <summary>What changes.</summary>
    public IEnumerable<RestoreDifference> Differences() =>
        ContentComparison.Counts(Before.Counts, Wanted.Counts)
            .Where(count => count.First != count.Second)
            .Select(count => new RestoreDifference(Kind, count.Kind, count.Name, count.First, count.Second));

    /// <summary>What the set holds.</summary>
    public StoreContent Wanted => SetLook.Wanted(Findings);

    private StoreRestoration Restoration => new(Replace: !IsEmpty, Findings.Record.Format, Wanted.Counts);

    public StoreRestoreResult Result(string outcome, string detail, TimeSpan duration = default) => new(Kind, Shown, outcome, detail, duration);

    /// <summary>Asks the store whether it can be restored into.</summary>
    /// <param name="files">The files.</param>
    /// <param name="run">What else there is; it is told what an admin should know beforehand.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<RestoreTarget> AskAsync(IStoredFiles files, StoreRun run, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var note in await Backup.DemandRestorableAsync(Access.Access, files, Restoration, run with { Timeout = LookLimit }, cancellationToken).ConfigureAwait(false))
            {
                run.OnNote(run.Redact(note));
            }

            return this;
        }
        catch (DeployOpsException failure)
        {
            return this with { Obstacle = run.Redact(failure.Message), NextStep = run.Redact(failure.RecommendedAction) };
        }
    }

    /// <summary>Restores, and looks at what is there afterwards.</summary>
    /// <param name="files">The files.</param>
    /// <param name="run">What else there is.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public async Task<StoreRestoreResult> RestoreAsync(IStoredFiles files, StoreRun run, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var restored = await Backup.RestoreAsync(Access.Access, files, Restoration, run, cancellationToken).ConfigureAwait(false);
            var differences = ContentComparison.Differences(Wanted, "the set", restored, "the store");
            return differences.Count == 0
                ? Result("Restored", ContentComparison.Sameness(Wanted, restored, "the set"), Stopwatch.GetElapsedTime(started))
                : Result("Failed", $"it was restored and is not what the set holds: {string.Join("; ", differences)}", Stopwatch.GetElapsedTime(started));
        }
        catch (DeployOpsException failure)
        {
            var now = await WhatIsThereAsync(run, cancellationToken).ConfigureAwait(false);
            return Result("Failed", run.Redact($"{failure.Message} {now}"), Stopwatch.GetElapsedTime(started));
        }
    }

    // Whatever the failure says: the store is asked.
    private async Task<string> WhatIsThereAsync(StoreRun run, CancellationToken cancellationToken)
    {
        try
        {
            var now = await Backup.ContentAsync(Access.Access, withHash: false, run with { Timeout = LookLimit }, cancellationToken).ConfigureAwait(false);
            return ContentComparison.Differences(Before, "before", now, "now") is { Count: 0 } ? "Every count of the store is what it was before."
                : ContentComparison.Differences(Wanted with { Hash = null }, "the set", now, "the store") is { Count: 0 } ? "Every count of the store is that of the set."
                : now.Counts.All(count => count.Count == 0) ? "The store is empty now."
                : $"The store now holds neither what it held before nor what the set holds ({string.Join("; ", ContentComparison.Differences(Wanted with { Hash = null }, "the set", now, "the store").Take(3))}).";
        }
        catch (DeployOpsException failure)
        {
            return $"What the store holds now could not be seen ({failure.ErrorId}).";
        }
    }
}
