using System.Management.Automation;
using DeployOps.Engine;
using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Creation;
using DeployOps.Engine.DataStores;
using DeployOps.Pipeline;

namespace DeployOps.Backups;

/// <summary><c>Invoke-Backup</c>: backs the stores of a project up into one set, and looks whether it can be restored.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "Backup", SupportsShouldProcess = true)]
[OutputType(typeof(BackupReport))]
public sealed class InvokeBackupCommand : BackupCmdlet
{
    /// <summary>Only these stores.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public DataStoreKind[] Store { get; set; } = [];

    /// <summary>A second folder or share that the finished set is copied to.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? CopyTo { get; set; }

    /// <summary>How thoroughly the set is looked at afterwards.</summary>
    [Parameter]
    public VerificationLevel? Verify { get; set; }

    /// <summary>Remove no old sets afterwards.</summary>
    [Parameter]
    public SwitchParameter SkipRetention { get; set; }

    /// <summary>Why it is made, for the manifest.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Reason { get; set; }

    /// <summary>How long each store may take, in seconds.</summary>
    [Parameter]
    [ValidateRange(1, 604800)]
    public int? TimeoutSeconds { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (IsWanted($"Back up {(Store.Length > 0 ? string.Join(", ", Store) : "all stores")}", out var isPlan))
        {
            RunBackup("Backup", async (project, output) =>
            {
                var report = await new CreateBackup(project).RunAsync(Options(output, isPlan), StopToken).ConfigureAwait(false);
                output.End(report, isPlan ? [] : report.Notes, isPlan || report.ExitCode == ExitCodes.Passed ? null : BackupErrors.NotMade(report));
            });
        }
    }

    private CreateBackupOptions Options(BackupOutput output, bool isPlan) => new()
    {
        Stores = Store,
        Destination = SetsFolder,
        CopyTo = Resolved(CopyTo),
        Verify = Verify,
        SkipRetention = SkipRetention,
        IsPlan = isPlan,
        Reason = Reason,
        Timeout = Seconds(TimeoutSeconds),
        OnProgress = output.OnProgress,
    };
}
