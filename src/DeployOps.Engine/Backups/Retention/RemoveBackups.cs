using DeployOps.Engine.Project;

namespace DeployOps.Engine.Backups.Retention;

/// <summary>Removes sets by the rules of retention (row KP11). The last verified set stays, and so does every set of another project.</summary>
public sealed class RemoveBackups(DeployProject project)
{
    /// <summary>Decides and removes.</summary>
    /// <exception cref="DeployOpsException">A named set is not there or must not go; nothing was removed.</exception>
    public Task<RetentionReport> RunAsync(RemoveBackupsOptions options, CancellationToken cancellationToken) => throw new NotImplementedException(project.Name);
}
