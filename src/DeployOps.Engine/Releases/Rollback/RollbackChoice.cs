using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;
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
            : Earlier(journal, candidates).ElementAtOrDefault(options.Steps - 1) ?? throw new NoReleaseToGoBackToException(
                FormattableString.Invariant($"the journal knows {Earlier(journal, candidates).Count()} releases before the live one, and {options.Steps} are needed"));
        var crossed = CrossedMigrations.Since(journal, chosen);
        return crossed.Count > 0 && !options.Force ? throw new IrreversibleMigrationException(chosen.Tag, crossed) : chosen;
    }

    // After going back from C to B, the next step goes to A: what counts is when the live tag went live first.
    private static IEnumerable<ReleaseOperation> Earlier(JournalContent journal, IReadOnlyList<ReleaseOperation> candidates)
    {
        if (!LiveRelease.IsSure(journal))
        {
            return candidates;
        }

        var live = LiveRelease.Of(journal);
        var origin = live?.Kind == ReleaseKind.Rollback
            ? journal.Operations.LastOrDefault(operation => operation is { Kind: ReleaseKind.Release, Result: ReleaseResult.Succeeded } && operation.Tag == live.Tag && operation.Number < live.Number) ?? live
            : live;
        return candidates.Where(candidate => origin is null
            || journal.Operations.Any(operation => operation is { Kind: ReleaseKind.Release, Result: ReleaseResult.Succeeded } && operation.Tag == candidate.Tag && operation.Number < origin.Number));
    }

    private static string Why(JournalContent journal, string tag) =>
        LiveRelease.IsSure(journal) && LiveRelease.Of(journal)?.Tag == tag ? $"{tag} is live already"
        : journal.Operations.Any(operation => operation.Tag == tag) ? $"{tag} never went live"
        : $"the journal does not know {tag}";
}
