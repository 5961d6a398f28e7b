using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Deployment;
using DeployOps.Engine.Releases.Operations;

namespace DeployOps.Engine.Releases.Rehearsal;

/// <summary>
/// Runs the whole runbook once on a copy of the stack (row RB15): under another project name, other ports and empty volumes, recorded,
/// and torn down. What is live is not touched; deployments wait for it, because both write the journal.
/// </summary>
public sealed class RehearseRelease(DeployProject project)
{
    /// <summary>What it reaches outside through; replaced in tests.</summary>
    public ReleasePorts Ports { get; init; } = new();

    /// <summary>Runs it. Exit code 0 when every step passed, 1 when one did not, 130 when it was stopped.</summary>
    /// <param name="options">What is asked.</param>
    /// <param name="cancellationToken">Stops it; the copy is torn down first.</param>
    /// <exception cref="RehearsalNotPossibleException">A copy could not be kept apart from the live stack; nothing was begun.</exception>
    /// <exception cref="DeployOpsException">It could not be begun; nothing was changed.</exception>
    public async Task<ReleaseReport> RunAsync(RehearsalOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var tag = DeploymentTag.Of(project, Ports.ProcessEnvironment, options.Tag);
        var settings = OperationSettings.Of(project, $"rehearse {tag}", options.HealthTimeout, options.Stability) with { OnProgress = options.OnProgress, OnOutput = options.OnOutput };
        using var session = await ReleaseSession.OpenAsync(project, Ports, settings, cancellationToken).ConfigureAwait(false);
        return await new RehearsalRun(session, options, tag).RunAsync(cancellationToken).ConfigureAwait(false);
    }
}
