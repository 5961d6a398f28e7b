using System.Management.Automation;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Project;

namespace DeployOps.Pipeline;

/// <summary>The base of cmdlets that are about the backup sets of a project.</summary>
public abstract class BackupCmdlet : StackCmdlet
{
    /// <summary>The folder that the sets lie in.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string? Destination { get; set; }

    /// <summary>The folder that the sets lie in, as the user named it from where they stand.</summary>
    internal string? SetsFolder => Resolved(Destination);

    /// <summary>Runs an operation whose failure ends the pipeline.</summary>
    /// <param name="activity">What is done, for the progress.</param>
    /// <param name="operation">The operation.</param>
    internal void RunBackup(string activity, Func<DeployProject, BackupOutput, Task> operation) => Run(queue => ShownAsync(queue, activity, operation), ProjectFolder);

    /// <summary>Runs an operation on one set of many; its failure does not stop the others.</summary>
    internal void RunBackupOf(string? set, string activity, Func<DeployProject, BackupOutput, Task> operation) =>
        RunOne(queue => ShownAsync(queue, activity, operation), set is not null && BackupNames.MayBeShown(set) ? set : ProjectFolder);

    private async Task ShownAsync(PipelineQueue queue, string activity, Func<DeployProject, BackupOutput, Task> operation)
    {
        var project = FindProject();
        var output = new BackupOutput(queue, $"{activity} ({project.Name})", project.Root);
        try
        {
            await operation(project, output).ConfigureAwait(false);
        }
        finally
        {
            output.Complete();
        }
    }
}
