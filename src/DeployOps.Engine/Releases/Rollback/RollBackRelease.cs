using DeployOps.Engine.Project;

namespace DeployOps.Engine.Releases.Rollback;

/// <summary>Puts an earlier release back (rows RB13, PA17): the images that ran then, by their identifiers.</summary>
public sealed class RollBackRelease(DeployProject project)
{
    /// <summary>Puts it back.</summary>
    /// <param name="options">What is asked.</param>
    /// <param name="cancellationToken">Stops it; the next command closes what is left.</param>
    /// <exception cref="DeployOpsException">It could not be begun; nothing was changed.</exception>
    public Task<ReleaseReport> RunAsync(RollbackOptions options, CancellationToken cancellationToken) =>
        Task.FromException<ReleaseReport>(new NotSupportedException($"{project.Name}: {options} {cancellationToken}"));

    /// <summary>The tags that can be gone back to, the latest first: they went live, and their images are on this machine.</summary>
    public Task<IReadOnlyList<string>> TagsAsync(CancellationToken cancellationToken) =>
        Task.FromException<IReadOnlyList<string>>(new NotSupportedException($"{project.Name} {cancellationToken}"));
}
