using System.Management.Automation;
using DeployOps.Engine.Backups.Schedule;
using DeployOps.Pipeline;

namespace DeployOps.Backups;

/// <summary><c>Get-BackupTask</c>: the task that backs a project up; nothing when there is none.</summary>
[Cmdlet(VerbsCommon.Get, "BackupTask")]
[OutputType(typeof(BackupTask))]
public sealed class GetBackupTaskCommand : StackCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => Run(
        async queue =>
        {
            if (await new BackupTasks(FindProject()).FindAsync(StopToken).ConfigureAwait(false) is { } task)
            {
                queue.Output(task);
            }
        },
        ProjectFolder);
}
