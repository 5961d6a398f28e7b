using System.Management.Automation;
using DeployOps.Engine.Backups.Health;
using DeployOps.Pipeline;

namespace DeployOps.Backups;

/// <summary><c>Test-BackupHealth</c>: whether the backups of a project stand as agreed.</summary>
[Cmdlet(VerbsDiagnostic.Test, "BackupHealth")]
[OutputType(typeof(BackupHealthReport), typeof(bool))]
public sealed class TestBackupHealthCommand : BackupCmdlet
{
    /// <summary>Return only whether they do.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunBackup("Backup health", async (project, output) =>
    {
        var report = await new MeasureBackupHealth(project).RunAsync(SetsFolder, StopToken).ConfigureAwait(false);
        if (Quiet)
        {
            output.End(report.Passed, []);
        }
        else
        {
            output.End(report, report.Notes, report.Passed ? null : BackupErrors.NotHealthy(report));
        }
    });
}
