using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Operations;

namespace DeployOps.Engine.Releases.Rollback;

/// <summary>Which release is gone back to, and whether that may be.</summary>
internal static class RollbackChoice
{
    /// <summary>Chooses it.</summary>
    /// <exception cref="NoReleaseToGoBackToException">There is none.</exception>
    /// <exception cref="IrreversibleMigrationException">A migration since then cannot be undone, and it is not forced.</exception>
    public static ReleaseOperation Of(JournalContent journal, RollbackOptions options)
    {
        var candidates = LiveRelease.Candidates(journal);
        var chosen = options.ToTag is { } tag
            ? candidates.FirstOrDefault(operation => operation.Tag == tag) ?? throw new NoReleaseToGoBackToException(Why(journal, tag))
            : candidates.ElementAtOrDefault(options.Steps - 1) ?? throw new NoReleaseToGoBackToException(
                FormattableString.Invariant($"the journal knows {candidates.Count} earlier successful releases, and {options.Steps} are needed"));
        var crossed = journal.Operations
            .Where(operation => operation.Number > chosen.Number)
            .SelectMany(operation => operation.Migrations).Where(migration => !migration.IsReversible)
            .Select(migration => migration.Name).Distinct(StringComparer.Ordinal).ToList();
        return crossed.Count > 0 && !options.Force ? throw new IrreversibleMigrationException(chosen.Tag, crossed) : chosen;
    }

    private static string Why(JournalContent journal, string tag) =>
        LiveRelease.Of(journal)?.Tag == tag ? $"{tag} is live already"
        : journal.Operations.Any(operation => operation.Tag == tag) ? $"{tag} never went live"
        : $"the journal does not know {tag}";
}
