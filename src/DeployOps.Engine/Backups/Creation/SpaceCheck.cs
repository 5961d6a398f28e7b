using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.DataStores;

namespace DeployOps.Engine.Backups.Creation;

/// <summary>
/// Whether the disk has room for a set, before it is begun. What a store says of its size is the most that its dump can need: indexes are not
/// dumped, and dumps are compressed. So the last complete dump of the store counts, with a fifth more; for the first one three tenths of what the
/// store says. A backup that is let through wrongly ends as partial and named; one that is refused wrongly is none at all.
/// </summary>
internal static class SpaceCheck
{
    private const double GrowthSinceLast = 1.2;
    private const double ShareOfEstimate = 0.3;
    private const long LeastMargin = 1024 * 1024;

    /// <summary>The bytes that a set is expected to need.</summary>
    /// <param name="estimates">What the stores say.</param>
    /// <param name="sets">The sets that are there, newest first.</param>
    public static long NeededBy(IEnumerable<(DataStoreKind Kind, long Bytes)> estimates, IReadOnlyList<BackupSet> sets)
    {
        var sum = estimates.Sum(estimate => ExpectedOf(estimate.Kind, Math.Max(0, estimate.Bytes), sets));
        return (long)sum + Math.Max(LeastMargin, (long)(sum * 0.05));
    }

    /// <summary>The bytes that this account may still write at a path, or at the first folder above it that is there; <see langword="null"/> when it cannot be asked, as of a share.</summary>
    public static long? FreeAt(string path)
    {
        try
        {
            var folder = path;
            while (!Directory.Exists(folder) && Path.GetDirectoryName(folder) is { Length: > 0 } parent)
            {
                folder = parent;
            }

            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private static double ExpectedOf(DataStoreKind kind, long estimate, IReadOnlyList<BackupSet> sets)
    {
        var last = sets.Where(set => set.State > BackupState.Partial)
            .SelectMany(set => set.Manifest!.Stores).FirstOrDefault(store => store.Kind == kind && store.IsComplete);
        var expected = last is null ? estimate * ShareOfEstimate : last.Files.Sum(file => file.Bytes) * GrowthSinceLast;

        // An empty store says so, whatever it was before.
        return estimate > 0 ? Math.Min(expected, estimate) : last is null ? 0 : expected;
    }
}
