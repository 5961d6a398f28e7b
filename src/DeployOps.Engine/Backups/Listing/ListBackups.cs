using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Backups.Listing;

/// <summary>The sets of a project, newest first; partial and damaged ones among them.</summary>
public sealed class ListBackups(DeployProject project)
{
    /// <summary>Lists. Only manifests are read.</summary>
    /// <param name="destination">The folder that the sets lie in; the setting when <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DeployOpsException">The folder cannot be read.</exception>
    public Task<IReadOnlyList<BackupSet>> RunAsync(string? destination, CancellationToken cancellationToken) => throw new NotImplementedException(project.Name);
}
