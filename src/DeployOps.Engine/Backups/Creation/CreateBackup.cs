using DeployOps.Engine.Project;

namespace DeployOps.Engine.Backups.Creation;

/// <summary>Backs the stores of a project up into one set (rows PA16, CH8).</summary>
public sealed class CreateBackup(DeployProject project)
{
    /// <summary>Makes the set. A store that fails is part of the report: the set stays partial and the others are written all the same.</summary>
    /// <exception cref="DeployOpsException">Nothing was begun: no store, no space, no way to write, another backup of this project is running.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; the set stays partial.</exception>
    public Task<BackupReport> RunAsync(CreateBackupOptions options, CancellationToken cancellationToken) => throw new NotImplementedException(project.Name);
}
