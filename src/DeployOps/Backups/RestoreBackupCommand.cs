using System.Management.Automation;
using DeployOps.Engine;
using DeployOps.Engine.Backups.Restoration;
using DeployOps.Engine.DataStores;
using DeployOps.Pipeline;

namespace DeployOps.Backups;

/// <summary><c>Restore-Backup</c>: puts a set back into the stores of a project.</summary>
[Cmdlet(VerbsData.Restore, "Backup", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(RestoreReport))]
public sealed class RestoreBackupCommand : BackupSetCmdlet
{
    /// <summary>Only these stores.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public DataStoreKind[] Store { get; set; } = [];

    /// <summary>Restore over a store that is not empty, after a safety set of it was taken.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>How long each store may take, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 604800)]
    public int? TimeoutSeconds { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var stores = Store.Length > 0 ? string.Join(", ", Store) : "all its stores";
        if (IsWanted($"Restore {stores} from {Set ?? "the newest verified backup"}{new RestoreBackupOptions { Force = Force, Stores = Store }.Replaced}", out var isPlan))
        {
            RunBackupOf(Set, "Restore", async (project, output) =>
            {
                var report = await new RestoreBackup(project).RunAsync(Options(output, isPlan), StopToken).ConfigureAwait(false);
                output.End(report, isPlan ? [] : report.Notes, isPlan || report.ExitCode == ExitCodes.Passed ? null : BackupErrors.NotRestored(report));
            });
        }
    }

    private RestoreBackupOptions Options(BackupOutput output, bool isPlan) => new()
    {
        Set = NamedSet,
        Destination = SetsFolder,
        Stores = Store,
        Force = Force,
        IsPlan = isPlan,
        Timeout = Seconds(TimeoutSeconds),
        OnProgress = output.OnProgress,
    };
}
