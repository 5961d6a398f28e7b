using DeployOps.Engine.DataStores;

namespace DeployOps.Engine.Backups.Retention;

/// <summary>What an unfinished set is still worth: a store that was written to its end may be in no newer set.</summary>
internal static class LastDumps
{
    /// <summary>The stores of which an unfinished set holds the newest dump.</summary>
    /// <param name="unfinished">The set.</param>
    /// <param name="all">All sets of the folder; those of another installation replace nothing.</param>
    /// <param name="now">The moment.</param>
    public static IReadOnlyList<DataStoreKind> OnlyIn(RetentionCandidate unfinished, IReadOnlyList<RetentionCandidate> all, DateTimeOffset now) =>
        [.. unfinished.Kinds.Where(kind => !all.Any(other => other.IsOwn && other.Kinds.Contains(kind) && IsNewer(other, unfinished) && (other.IsGood || other.IsUnfinished) && !other.IsOfTheFuture(now)))];

    private static bool IsNewer(RetentionCandidate one, RetentionCandidate other) =>
        !ReferenceEquals(one, other) && (one.At, other.At) is ({ } first, { } second)
        && (first > second || (first == second && string.CompareOrdinal(one.Set.Path, other.Set.Path) > 0));
}
