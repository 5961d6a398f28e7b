using System.Management.Automation;
using DeployOps.Engine.Backups.Copies;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Pipeline;

namespace DeployOps.Backups;

/// <summary><c>Copy-Backup</c>: copies a set to another folder or share, and reads the copy back.</summary>
[Cmdlet(VerbsCommon.Copy, "Backup", SupportsShouldProcess = true)]
[OutputType(typeof(BackupSet))]
public sealed class CopyBackupCommand : BackupSetCmdlet
{
    /// <summary>The other folder or share.</summary>
    [Parameter(Position = 1)]
    [ValidateNotNullOrEmpty]
    public string? CopyTo { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (IsWanted($"Copy {Set ?? "the newest backup"} to {CopyTo ?? "the second folder"}", out var isPlan) && !isPlan)
        {
            RunBackupOf(Set, "Copy", async (project, output) =>
            {
                var copy = await new CopyBackup(project).RunAsync(NamedSet, SetsFolder, Resolved(CopyTo), output.OnProgress, StopToken).ConfigureAwait(false);
                output.End(copy, []);
            });
        }
    }
}
