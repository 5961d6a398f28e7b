using DeployOps.Engine.Backups.Sets;

namespace DeployOps.Engine.Backups.Health;

/// <summary>How old what was proven is, store by store: a set of one store says nothing of the others.</summary>
internal static class ProofJudgement
{
    /// <summary>The findings.</summary>
    public static IEnumerable<string> Findings(BackupFacts facts)
    {
        if (facts.LastVerified is null)
        {
            yield return facts.Own.Any() ? "No backup was ever proven to restore." : "There is no backup.";
            yield break;
        }

        foreach (var stores in facts.Kinds.GroupBy(kind => facts.LastVerifiedWith(kind)?.Path))
        {
            var names = string.Join(", ", stores);
            if (facts.LastVerifiedWith(stores.First()) is not { SnapshotAt: { } at } set)
            {
                yield return $"{names}: never verified; no set that holds it was proven to restore.";
            }
            else if (facts.Now - at > facts.Settings.RecoveryPointObjective)
            {
                var age = BackupJudgement.Words(facts.Now - at);
                var agreed = $"{BackupJudgement.Words(facts.Settings.RecoveryPointObjective)} were agreed (RPO).";
                yield return stores.Count() == facts.Kinds.Count
                    ? $"Overdue: the last verified set ({set.Id}) is {age} old; {agreed}"
                    : $"Overdue: {names}: last verified in {set.Id}, which is {age} old; {agreed}";
            }
        }
    }

    /// <summary>What speaks against sets and copies without reading them.</summary>
    public static IEnumerable<string> OfFiles(BackupFacts facts)
    {
        foreach (var set in facts.Own.Where(set => facts.Lacking.ContainsKey(set.Path)))
        {
            yield return $"{set.Id} is not whole: {facts.Lacking[set.Path]}.";
        }

        if (facts.Copies is not { } copies)
        {
            yield break;
        }

        foreach (var set in facts.Needed)
        {
            var copy = copies.FirstOrDefault(one => one.Id == set.Id && one.State != BackupState.Partial);
            if (copy is null)
            {
                yield return $"The last verified set{With(facts, set)} ({set.Id}) is not in the second folder: it is on one machine alone.";
            }
            else if (facts.Lacking.TryGetValue(copy.Path, out var lack))
            {
                yield return $"The copy of {set.Id} in the second folder is not whole: {lack}.";
            }
        }
    }

    private static string With(BackupFacts facts, BackupSet set) =>
        facts.Needed.Count == 1 ? "" : $" with {string.Join(", ", facts.Kinds.Where(kind => facts.LastVerifiedWith(kind)?.Path == set.Path))}";
}
