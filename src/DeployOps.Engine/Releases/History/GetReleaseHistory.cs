using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;

namespace DeployOps.Engine.Releases.History;

/// <summary>The history of a project's releases, and what is live. It changes nothing.</summary>
/// <param name="project">The project.</param>
/// <param name="engine">The docker command; this machine's own when <see langword="null"/>.</param>
/// <param name="environment">The process environment; this process's own when <see langword="null"/>.</param>
public sealed class GetReleaseHistory(DeployProject project, StackEngine? engine = null, Func<string, string?>? environment = null)
{
    // A history is often asked for because docker is in trouble; it must not wait long for what it can do without.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Reads the journal and looks at what runs. An engine that does not answer is a note.</summary>
    /// <exception cref="JournalUnreadableException">The journal cannot be read.</exception>
    /// <exception cref="Files.Permissions.NotARegularFileException">The journal is a pipe, a socket or a device.</exception>
    public async Task<ReleaseHistory> RunAsync(ReleaseHistoryOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var journal = await new ReleaseJournal(project).ReadAsync(cancellationToken).ConfigureAwait(false);
        var live = LiveRelease.Of(journal);
        var notes = HistoryNotes.OfJournal(journal, ReleaseLock.HolderOf(project)).ToList();
        IReadOnlyList<ServiceRelease> services = [];
        if (!options.WithoutEngine)
        {
            try
            {
                services = RunningServices.Compare(live?.Images ?? [], await ContainersAsync(journal, cancellationToken).ConfigureAwait(false));
                if (live is not null && LiveRelease.IsSure(journal))
                {
                    notes.AddRange(HistoryNotes.OfDrift(live, services));
                }
            }
            catch (DeployOpsException failure)
            {
                notes.Add($"What runs is not known: {failure.Message} {failure.RecommendedAction}");
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                notes.Add(FormattableString.Invariant($"What runs is not known: docker gave no answer within {Patience.TotalSeconds:0} s."));
            }
        }

        var chosen = journal.Operations.Where(operation => options.Tag is null || operation.Tag == options.Tag).Reverse();
        return new ReleaseHistory(
            [.. options.Last is { } last ? chosen.Take(last) : chosen],
            LiveRelease.IsSure(journal) ? live?.Tag : null,
            services,
            notes);
    }

    private async Task<IReadOnlyList<StackContainer>> ContainersAsync(JournalContent journal, CancellationToken cancellationToken)
    {
        // A rehearsal has a stack of its own.
        var name = journal.Operations.LastOrDefault(operation => operation.Kind is ReleaseKind.Release or ReleaseKind.Rollback)?.StackName
            ?? StackName.Of(project, environment ?? Environment.GetEnvironmentVariable);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        return await (engine ?? StackEngine.OfThisMachine).Containers.OfProjectAsync(name, patience.Token).ConfigureAwait(false);
    }
}
