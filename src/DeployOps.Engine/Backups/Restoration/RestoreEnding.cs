using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Backups.Restoration;

/// <summary>What a restore that was tried ends with: what each store holds now, and the way back.</summary>
internal sealed class RestoreEnding(DeployProject project, BackupSet set, BackupSet? safety)
{
    /// <summary>Adds the verdict and the next step.</summary>
    public RestoreReport Close(RestoreReport report)
    {
        var failed = report.Stores.FirstOrDefault(store => store.Outcome == "Failed");
        if (failed is null)
        {
            return report with
            {
                NextAction = safety is null ? "" : $"What was there before is in the safety set {safety.Id}. To go back: {WayBack(safety, report.Stores)}.",
                ExitCode = ExitCodes.Passed,
            };
        }

        var isDifferent = failed.Detail.StartsWith("it was restored and is not", StringComparison.Ordinal);
        var touched = report.Stores.Where(store => store.Outcome is "Restored" or "Failed").ToList();
        return report with
        {
            Failure = $"{failed.Kind} failed: {failed.Detail}",
            NextAction = safety is null
                ? $"The stores were empty before. Put right what failed, and restore again: {Command(set, touched)}."
                : $"To go back to what was there before: {WayBack(safety, touched)}. Or put right what failed, and restore again.",
            ExitCode = isDifferent ? ExitCodes.GateFailed : ExitCodes.Environment,
        };
    }

    private string WayBack(BackupSet back, IReadOnlyList<StoreRestoreResult> touched) =>
        Command(back, [.. touched.Where(store => back.Manifest?.Stores.Any(saved => saved.Kind == store.Kind) == true)]);

    private string Command(BackupSet of, IReadOnlyList<StoreRestoreResult> touched)
    {
        var standard = BackupRepository.Of(project, destination: null, TimeProvider.System).Folder;
        var where = Path.GetDirectoryName(of.Path) == standard ? "" : $" -Destination '{Path.GetDirectoryName(Path.GetDirectoryName(of.Path))}'";
        return $"Restore-Backup -Set {of.Id}{where} -Store {string.Join(",", touched.Select(store => store.Kind))} -Force";
    }
}
