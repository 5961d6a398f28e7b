using DeployOps.Engine.Project;

namespace DeployOps.Engine.Backups.Health;

/// <summary>Judges the backups of a project by the age of the last verified set, its copy and its task.</summary>
public sealed class MeasureBackupHealth(DeployProject project)
{
    /// <summary>Judges. It changes nothing.</summary>
    /// <param name="destination">The folder that the sets lie in; the setting when <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Task<BackupHealthReport> RunAsync(string? destination, CancellationToken cancellationToken) => throw new NotImplementedException(project.Name);
}
