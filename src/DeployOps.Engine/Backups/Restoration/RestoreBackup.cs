using DeployOps.Engine.Project;

namespace DeployOps.Engine.Backups.Restoration;

/// <summary>Puts a set back into the stores of a project (row PA16).</summary>
public sealed class RestoreBackup(DeployProject project)
{
    /// <summary>Restores: the whole set is read first; a store that is not empty is refused unless forced, and a safety set is taken before it is replaced.</summary>
    /// <exception cref="DeployOpsException">Nothing was changed.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public Task<RestoreReport> RunAsync(RestoreBackupOptions options, CancellationToken cancellationToken) => throw new NotImplementedException(project.Name);
}
