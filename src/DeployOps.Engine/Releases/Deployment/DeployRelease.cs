using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Operations;
using DeployOps.Engine.Releases.Recovery;

namespace DeployOps.Engine.Releases.Deployment;

/// <summary>Ships a tag (rows RB7 to RB13, PA17): afterwards the new release is healthy, or the old one is again.</summary>
public sealed class DeployRelease(DeployProject project)
{
    /// <summary>What it reaches outside through; replaced in tests.</summary>
    public ReleasePorts Ports { get; init; } = new();

    /// <summary>Ships it. A release whose process was killed before is closed first.</summary>
    /// <param name="options">What is asked.</param>
    /// <param name="cancellationToken">Stops it; what had been replaced is put back first.</param>
    /// <exception cref="DeployOpsException">It could not be begun; nothing was changed.</exception>
    public async Task<ReleaseReport> RunAsync(DeploymentOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.SkipPreflight && string.IsNullOrWhiteSpace(options.Reason))
        {
            throw new ReasonMissingException();
        }

        var tag = DeploymentTag.Of(project, Ports.ProcessEnvironment, options.Tag);
        if (options.WhatIf)
        {
            return await new DeploymentPlan(project, Ports, options, tag).RunAsync(cancellationToken).ConfigureAwait(false);
        }

        var settings = OperationSettings.Of(project, $"deploy {tag}", options.HealthTimeout, options.Stability) with
        {
            NamesByFiles = true,
            Force = options.Force,
            OnProgress = options.OnProgress,
            OnOutput = options.OnOutput,
        };
        using var session = await ReleaseSession.OpenAsync(project, Ports, settings, cancellationToken).ConfigureAwait(false);
        var recovered = await new RecoveryRun(session).CloseUnfinishedAsync(cancellationToken).ConfigureAwait(false);
        var report = await new DeploymentRun(session, options, tag).RunAsync(cancellationToken).ConfigureAwait(false);
        return recovered is null ? report : report with { Notes = [$"Before it, an interrupted operation was closed: {recovered.Summary}", .. report.Notes] };
    }
}
