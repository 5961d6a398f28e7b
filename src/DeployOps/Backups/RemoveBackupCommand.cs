using System.Management.Automation;
using DeployOps.Engine.Backups.Retention;
using DeployOps.Pipeline;

namespace DeployOps.Backups;

/// <summary><c>Remove-Backup</c>: removes sets by the rules of retention, or named ones.</summary>
[Cmdlet(VerbsCommon.Remove, "Backup", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(RetentionDecision))]
public sealed class RemoveBackupCommand : BackupSetCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (IsWanted(Set is null ? "Remove the backups that no rule of retention keeps" : $"Remove the backup {Set}", out var isPlan))
        {
            RunBackupOf(Set, "Retention", async (project, output) =>
            {
                var options = new RemoveBackupsOptions { Sets = NamedSet is { } set ? [set] : [], Destination = SetsFolder, IsPlan = isPlan, OnProgress = output.OnProgress };
                var report = await new RemoveBackups(project).RunAsync(options, StopToken).ConfigureAwait(false);
                foreach (var decision in report.Decisions)
                {
                    output.Object(decision);
                }

                output.End(null, report.Notes);
            });
        }
    }
}
