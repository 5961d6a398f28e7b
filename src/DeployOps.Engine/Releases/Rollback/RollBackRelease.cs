using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Releases.Operations;
using DeployOps.Engine.Releases.Recovery;

namespace DeployOps.Engine.Releases.Rollback;

/// <summary>Puts an earlier release back (rows RB13, PA17): the images that ran then, by their identifiers.</summary>
public sealed class RollBackRelease(DeployProject project)
{
    /// <summary>What it reaches outside through; replaced in tests.</summary>
    public ReleasePorts Ports { get; init; } = new();

    /// <summary>
    /// Puts it back. When it closes an interrupted release first, and that put the earlier one back already, it goes no further back
    /// unless a tag is named.
    /// </summary>
    /// <param name="options">What is asked.</param>
    /// <param name="cancellationToken">Stops it; the next command closes what is left.</param>
    /// <exception cref="DeployOpsException">It could not be begun; nothing was changed.</exception>
    public async Task<ReleaseReport> RunAsync(RollbackOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.WhatIf)
        {
            return await new RollbackPlan(project, Ports, options).RunAsync(cancellationToken).ConfigureAwait(false);
        }

        var settings = OperationSettings.Of(project, $"rollback {options.ToTag ?? FormattableString.Invariant($"by {options.Steps}")}", options.HealthTimeout, options.Stability) with
        {
            Force = options.Force,
            OnProgress = options.OnProgress,
            OnOutput = options.OnOutput,
        };
        using var session = await ReleaseSession.OpenAsync(project, Ports, settings, cancellationToken).ConfigureAwait(false);
        var recovered = await new RecoveryRun(session).CloseUnfinishedAsync(cancellationToken).ConfigureAwait(false);
        return recovered is { Result: ReleaseResult.RolledBack or ReleaseResult.Cancelled, Kind: ReleaseKind.Release } && options.ToTag is null
            ? recovered
            : await new RollbackRun(session, options).RunAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The tags that can be gone back to, the latest first: they went live, and their images are on this machine.</summary>
    public async Task<IReadOnlyList<string>> TagsAsync(CancellationToken cancellationToken)
    {
        var journal = await new ReleaseJournal(project).ReadAsync(cancellationToken).ConfigureAwait(false);
        var live = LiveRelease.IsSure(journal) ? LiveRelease.Of(journal)?.Tag : null;
        var candidates = LiveRelease.Candidates(journal).Where(operation => operation.Tag != live).DistinctBy(operation => operation.Tag, StringComparer.Ordinal).ToList();
        var ids = candidates.SelectMany(operation => operation.Images).Select(image => image.Id).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var there = await Ports.Engine.Images.IdsAsync(ids, cancellationToken).ConfigureAwait(false);
        return [.. candidates.Where(operation => operation.Images.All(image => image.Id is not null && there.ContainsKey(image.Id))).Select(operation => operation.Tag)];
    }
}
