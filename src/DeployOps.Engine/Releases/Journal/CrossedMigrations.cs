namespace DeployOps.Engine.Releases.Journal;

/// <summary>The migrations that stand between an earlier release and the data as it is now.</summary>
internal static class CrossedMigrations
{
    /// <summary>
    /// The names of the irreversible ones that were begun since a release went live, whichever operation began them and however that ended: who
    /// puts the release back runs it on data that they changed for good.
    /// </summary>
    public static IReadOnlyList<string> Since(JournalContent journal, ReleaseOperation release) =>
    [
        .. journal.Operations
            .Where(operation => operation.Number > release.Number)
            .SelectMany(operation => operation.Migrations).Where(migration => !migration.IsReversible)
            .Select(migration => migration.Name).Distinct(StringComparer.Ordinal),
    ];
}
