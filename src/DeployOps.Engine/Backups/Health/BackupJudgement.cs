using System.Globalization;
using DeployOps.Engine.Backups.Sets;

namespace DeployOps.Engine.Backups.Health;

/// <summary>What is not as agreed, the worst first (rows CH8, KP11).</summary>
internal static class BackupJudgement
{
    /// <summary>The findings.</summary>
    public static IEnumerable<string> Findings(BackupFacts facts)
    {
        foreach (var finding in ProofJudgement.Findings(facts))
        {
            yield return finding;
        }

        if (facts.Last is { State: BackupState.Partial } failed && failed.Id != facts.LastVerified?.Id)
        {
            yield return $"The last backup ({failed.Id}) did not come to its end{Reason(failed)}.";
        }

        if (facts.Last is { LastVerdict: { Passed: false } look } last)
        {
            yield return $"The last look at the last backup ({last.Id}) failed: {(look.Findings.Count > 0 ? look.Findings[0] : look.Level.ToString())}";
        }

        if (facts.LastCalledVerified is { LastVerdict: { Passed: false } second } verified && verified.Id != facts.Last?.Id)
        {
            yield return $"The last look at the last verified set ({verified.Id}) failed: {(second.Findings.Count > 0 ? second.Findings[0] : second.Level.ToString())}";
        }

        if (facts.RecoveryTime is { } recovery && recovery > facts.Settings.RecoveryTimeObjective)
        {
            yield return $"The last rehearsal took {Words(recovery)}; {Words(facts.Settings.RecoveryTimeObjective)} were agreed (RTO).";
        }

        foreach (var finding in ProofJudgement.OfFiles(facts))
        {
            yield return finding;
        }

        foreach (var finding in OfTheTask(facts))
        {
            yield return finding;
        }

        foreach (var damaged in facts.Own.Where(set => set.Problem is not null))
        {
            yield return $"The manifest of {damaged.Id} cannot be trusted: {damaged.Problem}";
        }
    }

    /// <summary>What is worth knowing and nothing is wrong with.</summary>
    public static IEnumerable<string> Notes(BackupFacts facts)
    {
        if (facts.Task is null)
        {
            yield return "No task is registered here: something else has to make the backups.";
        }

        if (facts.Copies is null)
        {
            yield return "No second folder is named (backup.copy-to): the backups are where they were made.";
        }

        foreach (var origin in facts.Sets.Where(set => set.OtherOrigin.Length > 0).GroupBy(set => set.OtherOrigin))
        {
            yield return $"{origin.Count()} set(s) in the same folder are of {origin.Key} and were not judged: give each installation a destination of its own.";
        }

        if (facts.Last?.Manifest?.Verifications is [.., { IsVerdict: false, Obstacles: [var obstacle, ..] }])
        {
            yield return $"The last backup ({facts.Last.Id}) could not be looked at as wanted: {obstacle}";
        }

        foreach (var set in facts.FromTheFuture)
        {
            yield return $"{set.Id} says that it is from the future, and decides nothing: look at the clock of the machine that made it.";
        }
    }

    /// <summary>What to do about the first finding.</summary>
    public static string NextAction(BackupFacts facts) =>
        facts.Last is { State: BackupState.Partial } ? "Mend what the last backup failed at, then run Invoke-Backup."
        : facts.Last is { State: BackupState.Complete } unproven && facts.RecoveryPoint is not { } age ? $"Run Test-Backup {unproven.Id}: it restores the set into throwaway engines."
        : facts.LastVerified is null || facts.RecoveryPoint is not { } point || point > facts.Settings.RecoveryPointObjective
            ? facts.Task is null ? "Run Invoke-Backup; Register-BackupTask lets the scheduler do it." : "Run Invoke-Backup, and look why the task did not: Get-BackupTask."
        : "Look at the finding; Get-Backup and Get-BackupTask show more.";

    /// <summary>A time for people.</summary>
    public static string Words(TimeSpan time) => time.TotalHours >= 1
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.#} h")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.#} min");

    private static IEnumerable<string> OfTheTask(BackupFacts facts)
    {
        if (facts.Task is not { } task)
        {
            yield break;
        }

        if (!task.IsEnabled)
        {
            yield return $"The task {task.Name} is switched off.";
        }

        if (task.LastExitCode is { } code and not 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"The last run of the task {task.Name} ended with exit code {code}.");
        }

        if (task.Notes.FirstOrDefault(note => note.Contains("RPO", StringComparison.Ordinal)) is { } times)
        {
            yield return times;
        }
    }

    private static string Reason(BackupSet set) =>
        set.Manifest?.Stores.FirstOrDefault(store => store.Failure is not null) is { } store ? $": {store.Kind}: {store.Failure!.TrimEnd('.')}" : "";
}
