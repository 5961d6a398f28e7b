using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Releases.Operations;

namespace DeployOps.Engine.Releases.Recovery;

/// <summary>
/// Closes an operation whose process was killed: looks at what runs, and ends with the new release healthy or the old one. Every
/// command that changes the stack does this first.
/// </summary>
public sealed class RecoverRelease(DeployProject project)
{
    /// <summary>What it reaches outside through; replaced in tests.</summary>
    public ReleasePorts Ports { get; init; } = new();

    /// <summary>Closes it; <see langword="null"/> when nothing is open.</summary>
    /// <param name="options">What is asked.</param>
    /// <param name="cancellationToken">Stops it; the next command goes on.</param>
    /// <exception cref="DeployOpsException">It could not be begun; nothing was changed.</exception>
    public async Task<ReleaseReport?> RunAsync(RecoveryOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.WhatIf)
        {
            return await PlanAsync(cancellationToken).ConfigureAwait(false);
        }

        var settings = OperationSettings.Of(project, "recover", options.HealthTimeout, options.Stability) with { OnProgress = options.OnProgress, OnOutput = options.OnOutput };
        using var session = await ReleaseSession.OpenAsync(project, Ports, settings, cancellationToken).ConfigureAwait(false);
        return await new RecoveryRun(session).CloseUnfinishedAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<ReleaseReport?> PlanAsync(CancellationToken cancellationToken)
    {
        var journal = await new ReleaseJournal(project).ReadAsync(cancellationToken).ConfigureAwait(false);
        return journal.Unfinished is not { } open ? null : new ReleaseReport
        {
            Number = open.Number,
            Kind = open.Kind,
            Result = ReleaseResult.Started,
            IsPlan = true,
            Tag = open.Tag,
            PreviousTag = open.PreviousTag,
            ProjectName = project.Name,
            Root = project.Root,
            Started = Ports.Time.GetUtcNow(),
            Steps = open.Steps,
            Notes = [RecoveryDecision.Of(journal, open).Explanation],
            ExitCode = ExitCodes.Passed,
            Summary = $"WOULD close the interrupted {open.Kind.ToString().ToLowerInvariant()} of {open.Tag}. Nothing was done.",
        };
    }
}
