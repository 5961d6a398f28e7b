using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Backups.Listing;

/// <summary>The sets of a project, newest first; partial and damaged ones among them.</summary>
public sealed class ListBackups(DeployProject project)
{
    /// <summary>What it reaches outside through.</summary>
    public BackupPorts Ports { get; init; } = new();

    /// <summary>Lists. Only manifests are read.</summary>
    /// <param name="destination">The folder that the sets lie in; the setting when <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Each with its age, its size, and how it stands to the RPO; empty when the folder is not there.</returns>
    /// <exception cref="DeployOpsException">The folder cannot be read.</exception>
    public Task<IReadOnlyList<BackupSet>> RunAsync(string? destination, CancellationToken cancellationToken) =>
        BackupRepository.Of(project, destination, Ports).ListAsync(cancellationToken);
}
