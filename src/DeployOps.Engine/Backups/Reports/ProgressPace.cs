namespace DeployOps.Engine.Backups.Reports;

/// <summary>Which signs of life are worth showing: the first of each phase of each store, and then four a second at the most. Stores run side by side.</summary>
public sealed class ProgressPace(TimeProvider time)
{
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(250);
    private readonly Dictionary<DataStores.DataStoreKind, (BackupPhase Phase, long At)> _stores = [];
    private readonly Lock _lock = new();
    private (BackupPhase Phase, long At)? _set;

    /// <summary>Whether this one is to be shown.</summary>
    public bool IsDue(BackupProgress progress)
    {
        ArgumentNullException.ThrowIfNull(progress);
        var now = time.GetTimestamp();
        lock (_lock)
        {
            (BackupPhase Phase, long At)? last = progress.Store is not { } store ? _set : _stores.TryGetValue(store, out var shown) ? shown : null;
            if (last is { } before && before.Phase == progress.Phase && time.GetElapsedTime(before.At, now) < Least)
            {
                return false;
            }

            if (progress.Store is { } kind)
            {
                _stores[kind] = (progress.Phase, now);
            }
            else
            {
                _set = (progress.Phase, now);
            }

            return true;
        }
    }
}
