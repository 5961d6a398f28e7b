using System.Management.Automation;
using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Verification;
using DeployOps.Pipeline;

namespace DeployOps.Backups;

/// <summary><c>Test-Backup</c>: looks whether a set can be restored.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Backup")]
[OutputType(typeof(BackupVerificationReport), typeof(bool))]
public sealed class TestBackupCommand : BackupSetCmdlet
{
    /// <summary>How thoroughly.</summary>
    [Parameter]
    public VerificationLevel Level { get; set; } = VerificationLevel.Restore;

    /// <summary>Leave the throwaway engines running, to look at them.</summary>
    [Parameter]
    public SwitchParameter Keep { get; set; }

    /// <summary>How long the whole may take, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 604800)]
    public int? TimeoutSeconds { get; set; }

    /// <summary>Return only whether it passed.</summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => RunBackupOf(Set, "Backup test", async (project, output) =>
    {
        var options = new VerifyBackupOptions { Set = NamedSet, Destination = SetsFolder, Level = Level, Keep = Keep, Timeout = Seconds(TimeoutSeconds), OnProgress = output.OnProgress };
        var report = await new VerifyBackup(project).RunAsync(options, StopToken).ConfigureAwait(false);
        if (Quiet)
        {
            output.End(report.Passed, []);
        }
        else
        {
            output.End(report, report.Notes, report.Passed ? null : BackupErrors.NotVerified(report));
        }
    });
}
