using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Releases.Journal;

/// <summary>
/// The right to change a stack that is deployed from several folders of a machine, such as two clones: whoever changes it also takes the lock of each
/// folder that its containers came from, so that the others find it taken. Compose notes that folder on each container.
/// </summary>
/// <param name="project">The project.</param>
/// <param name="own">The lock of its own folder.</param>
/// <param name="force">Whether locks of dead holders are broken, and what was cut off elsewhere is passed over.</param>
internal sealed class OtherFolders(DeployProject project, ReleaseLock own, bool force) : IDisposable
{
    private readonly Dictionary<string, IDisposable?> _taken = new(StringComparer.Ordinal) { [project.Root] = null };

    /// <summary>Takes their locks, or refuses at once. A folder that is gone, or from which DeployOps never released, has none.</summary>
    /// <param name="containers">The stack's containers.</param>
    /// <param name="say">Is told what an admin may want to know.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DeploymentInProgressException">Somebody changes the stack from there.</exception>
    /// <exception cref="ReleaseOpenElsewhereException">A release from there was cut off and is not closed.</exception>
    public async Task TakeAsync(IEnumerable<StackContainer> containers, Action<string> say, CancellationToken cancellationToken)
    {
        foreach (var folder in containers.Select(container => container.ProjectFolder).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            if (Path.IsPathFullyQualified(folder) && !_taken.ContainsKey(folder))
            {
                _taken[folder] = await TakeAsync(project with { Root = folder }, say, cancellationToken).ConfigureAwait(false);
                await DemandClosedAsync(folder, say, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public void Dispose()
    {
        foreach (var taken in _taken.Values)
        {
            taken?.Dispose();
        }
    }

    private async Task<IDisposable?> TakeAsync(DeployProject other, Action<string> say, CancellationToken cancellationToken)
    {
        try
        {
            var taken = await own.KeepAwayAsync(other, force, cancellationToken).ConfigureAwait(false);
            if (taken is not null)
            {
                say($"The stack's containers were made from {other.Root}: the lock there is held as well");
            }

            return taken;
        }
        catch (ReleaseLockUnavailableException)
        {
            say($"The stack's containers were made from {other.Root}, whose lock this account may not take: a release that begins there meanwhile is not kept away");
            return ReleaseLock.HolderOf(other) is { } holder && holder != own.Holder ? throw new DeploymentInProgressException(holder, force, other.Root) : null;
        }
    }

    private async Task DemandClosedAsync(string folder, Action<string> say, CancellationToken cancellationToken)
    {
        // Where nothing was taken there is no lock, or it is the own one by another way.
        if (force || _taken[folder] is null)
        {
            return;
        }

        ReleaseOperation? open = null;
        try
        {
            open = (await new ReleaseJournal(project with { Root = folder }).ReadAsync(cancellationToken).ConfigureAwait(false)).Unfinished;
        }
        catch (DeployOpsException failure)
        {
            say($"Whether a release from {folder} was cut off is not known ({failure.ErrorId})");
        }

        if (open is not null && open.Kind != Log.ReleaseKind.Rehearsal)
        {
            throw new ReleaseOpenElsewhereException(open.Tag, folder);
        }
    }
}
