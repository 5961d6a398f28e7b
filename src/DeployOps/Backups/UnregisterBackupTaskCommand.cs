using System.Management.Automation;
using DeployOps.Engine.Backups.Schedule;
using DeployOps.Pipeline;

namespace DeployOps.Backups;

/// <summary><c>Unregister-BackupTask</c>: removes the task that backs a project up; its sets stay.</summary>
[Cmdlet(VerbsLifecycle.Unregister, "BackupTask", SupportsShouldProcess = true)]
[OutputType(typeof(BackupTask))]
public sealed class UnregisterBackupTaskCommand : StackCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (IsWanted("Remove the backup task", out var isPlan))
        {
            Run(
                async queue =>
                {
                    if (await new BackupTasks(FindProject()).UnregisterAsync(isPlan, StopToken).ConfigureAwait(false) is { } task)
                    {
                        queue.Output(task);
                    }
                    else
                    {
                        queue.Warning("There is no backup task of this project; nothing was removed.");
                    }
                },
                ProjectFolder);
        }
    }
}
