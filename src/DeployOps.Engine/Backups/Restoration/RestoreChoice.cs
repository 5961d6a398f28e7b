using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.DataStores;

namespace DeployOps.Engine.Backups.Restoration;

/// <summary>The set that a restore takes, and what has to be said aloud about the choice.</summary>
/// <param name="Set">The set.</param>
/// <param name="Notes">One sentence each; empty when nothing else could have been meant.</param>
internal sealed record RestoreChoice(BackupSet Set, IReadOnlyList<string> Notes)
{
    /// <summary>Takes the named set, whatever it is of.</summary>
    /// <exception cref="DeployOpsException">There is none, or it is not complete.</exception>
    public static async Task<RestoreChoice> NamedAsync(BackupRepository repository, string name, CancellationToken cancellationToken)
    {
        var set = await repository.FindAsync(name, BackupState.Complete, cancellationToken).ConfigureAwait(false);

        // Only beside the other sets can be seen whether those of two machines alternate.
        var listed = (await repository.ListAsync(cancellationToken).ConfigureAwait(false)).FirstOrDefault(one => one.Path == set.Path) ?? set;
        return new RestoreChoice(set, listed.OtherOrigin.Length == 0 ? [] :
        [
            $"Attention: {set.Id} is of another installation ({listed.OtherOrigin}, made by {set.Manifest!.By}). Its data takes the place of this one's.",
        ]);
    }

    /// <summary>Takes the newest verified set of this installation that holds every store that is asked for, or, when none does, most of them.</summary>
    /// <param name="repository">The sets.</param>
    /// <param name="named">The stores that the caller named: a set has to hold all of them.</param>
    /// <param name="stores">The stores that the project has, when none was named.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DeployOpsException">No set is verified, or none holds what was named.</exception>
    public static async Task<RestoreChoice> NewestAsync(
        BackupRepository repository, IReadOnlyList<DataStoreKind> named, IReadOnlyList<DataStoreKind> stores, CancellationToken cancellationToken)
    {
        var newest = await repository.FindAsync(null, BackupState.Verified, cancellationToken).ConfigureAwait(false);
        var all = (await repository.ListAsync(cancellationToken).ConfigureAwait(false)).Where(set => set.State == BackupState.Verified).ToList();
        var own = all.Where(set => set.OtherOrigin.Length == 0).OrderBy(SetReader.IsOfTheFuture).ToList();
        var asked = named.Count > 0 ? named : stores;
        var set = own.MaxBy(one => asked.Count(kind => Holds(one, kind))) ?? newest;
        var lacking = asked.Where(kind => !Holds(set, kind)).Distinct().Order().ToList();
        return lacking.Count > 0 && named.Count > 0
            ? throw new StoreNotInBackupException(set.Id, lacking[0])
            : new RestoreChoice(set, [.. Lacking(set, lacking, own), .. PassedOver(set, newest), .. OfOthers(set, all)]);
    }

    private static bool Holds(BackupSet set, DataStoreKind kind) => set.Manifest!.Stores.Any(store => store.Kind == kind);

    private static IEnumerable<string> Lacking(BackupSet set, IEnumerable<DataStoreKind> lacking, IReadOnlyList<BackupSet> own)
    {
        foreach (var kind in lacking)
        {
            yield return own.FirstOrDefault(one => Holds(one, kind)) is { } other
                ? $"Attention: {set.Id} holds no {kind}, which stays as it is. The newest verified set with {kind} is {other.Id}."
                : $"Attention: {set.Id} holds no {kind}, which stays as it is. No verified set holds it.";
        }
    }

    private static IEnumerable<string> PassedOver(BackupSet set, BackupSet newest)
    {
        if (set.Path != newest.Path)
        {
            yield return $"{newest.Id} is newer and was not taken, because it holds only {string.Join(", ", newest.Manifest!.Stores.Select(store => store.Kind))}; {set.Id} is of {set.SnapshotAt:yyyy-MM-dd HH:mm} UTC.";
        }
    }

    private static IEnumerable<string> OfOthers(BackupSet set, IReadOnlyList<BackupSet> all)
    {
        if (all.FirstOrDefault(one => one.OtherOrigin.Length > 0 && one.SnapshotAt > set.SnapshotAt) is { } other)
        {
            yield return $"{other.Id} is newer and was not taken, because it is of another installation ({other.OtherOrigin}); it is only taken by name.";
        }
    }
}
