using DeployOps.Engine.Project;

namespace DeployOps.Engine.Backups.Schedule;

/// <summary>Registers, shows and removes the task that backs a project up (rows CH8, KP11).</summary>
public sealed class BackupTasks(DeployProject project)
{
    /// <summary>Registers the task, replacing the one of this project.</summary>
    /// <exception cref="DeployOpsException">There is no scheduler here, or it refuses; what was registered before is left.</exception>
    public Task<BackupTask> RegisterAsync(BackupTaskOptions options, CancellationToken cancellationToken) => throw new NotImplementedException(project.Name);

    /// <summary>The task of this project; <see langword="null"/> when there is none.</summary>
    public Task<BackupTask?> FindAsync(CancellationToken cancellationToken) => throw new NotImplementedException(project.Name);

    /// <summary>Removes the task of this project, and says which it was; <see langword="null"/> when there was none.</summary>
    public Task<BackupTask?> UnregisterAsync(bool isPlan, CancellationToken cancellationToken) => throw new NotImplementedException(project.Name);
}
