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
        var line = ReleaseLine.Of(journal);
        var chosen = options.ToTag is { } tag
            ? Named(line, tag) ?? throw new NoReleaseToGoBackToException(Why(journal, line, tag))
            : line.Earlier.ElementAtOrDefault(options.Steps - 1) ?? throw new NoReleaseToGoBackToException(
                FormattableString.Invariant($"the journal knows {line.Earlier.Count} releases before the live one, and {options.Steps} are needed"));
        var crossed = CrossedMigrations.Since(journal, chosen);
        return crossed.Count > 0 && !options.Force ? throw new IrreversibleMigrationException(chosen.Tag, crossed) : chosen;
    }

    /// <summary>What a release is called beside the one that is live by the journal: by its tag, and by the operation that put it live where another one has the same tag.</summary>
    public static string NameOf(ReleaseOperation chosen, ReleaseOperation? live) =>
        chosen.Tag == live?.Tag && !IsSame(chosen, live) ? FormattableString.Invariant($"{chosen.Tag} of operation {chosen.Number}") : chosen.Tag;

    /// <summary>Whether both are one release: what came after it failed, and it is put back itself.</summary>
    public static bool IsSame(ReleaseOperation chosen, ReleaseOperation? live) => live is not null && ReleaseLine.IdentityOf(chosen) == ReleaseLine.IdentityOf(live);

    // Asked for twice, a tag must not lead to an older image of the same tag the second time.
    private static ReleaseOperation? Named(ReleaseLine line, string tag) =>
        IsLive(line, tag) ? null : line.All.FirstOrDefault(operation => operation.Tag == tag);

    private static bool IsLive(ReleaseLine line, string tag) => line.Disturbance is null && line.Live?.Tag == tag;

    private static string Why(JournalContent journal, ReleaseLine line, string tag) =>
        IsLive(line, tag) ? line.Earlier.Any(operation => operation.Tag == tag)
            ? $"{tag} is live already; its earlier images are reached without naming a tag"
            : $"{tag} is live already"
        : journal.Operations.Any(operation => operation.Tag == tag) ? $"{tag} never went live"
        : $"the journal does not know {tag}";
}
