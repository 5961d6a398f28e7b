using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Backups.Retention;

/// <summary>
/// Removes sets by the rules of retention (row KP11). The last verified set with each store stays, and so does every set of another project or installation.
/// </summary>
public sealed class RemoveBackups(DeployProject project)
{
    /// <summary>What it reaches outside through.</summary>
    public BackupPorts Ports { get; init; } = new();

    /// <summary>Decides and removes. Without names, the copies in <c>backup.copy-to</c> are judged by the same rules, with a last verified set of their own.</summary>
    /// <exception cref="DeployOpsException">A named set is not there or must not go; nothing was removed. Or the folder is in use or cannot be read.</exception>
    public async Task<RetentionReport> RunAsync(RemoveBackupsOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var repository = Repository(options.Destination);
        using var order = options.IsPlan ? null : await RepositoryOrder.TakeAsync(repository, cancellationToken).ConfigureAwait(false);
        return await RunInOrderAsync(repository, options, project.Backup.CopyTo, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The same for one who holds the folder's lock already, as a backup that has just made a set does.</summary>
    /// <param name="options">Which sets.</param>
    /// <param name="copyTo">The folder of the copies; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Stops it between two sets.</param>
    internal Task<RetentionReport> RunInOrderAsync(RemoveBackupsOptions options, string? copyTo, CancellationToken cancellationToken) =>
        RunInOrderAsync(Repository(options.Destination), options, copyTo, cancellationToken);

    // Whose sets these are must be known before one is removed, so that a compose file that cannot be read stops it.
    private BackupRepository Repository(string? destination) => BackupRepository.Of(project, destination, Ports.Time, BackupOrigin.StackOf(project, Ports));

    private static RetentionDecision DecisionOf(RetentionCandidate candidate, bool isKept, string reason) =>
        new(candidate.Set.Id, isKept, reason, candidate.At, candidate.Set.State, candidate.Set.Bytes, Removed: false);

    // A name stands for one set, whole: whoever removes is not helped by guessing. A folder's name wins, because a set may lie there twice, once unfinished.
    private static RetentionCandidate NamedIn(IReadOnlyList<RetentionCandidate> sets, string name, string folder) =>
        sets.FirstOrDefault(one => one.Set.Path == name || Path.GetFileName(one.Set.Path) == name)
            ?? sets.FirstOrDefault(one => one.Set.Id == name)
            ?? throw new BackupNotFoundException(name, folder, sets.Count == 0 ? "it holds no set; nothing was removed" : $"it holds {sets.Count} others; nothing was removed");

    private async Task<RetentionReport> RunInOrderAsync(BackupRepository repository, RemoveBackupsOptions options, string? copyTo, CancellationToken cancellationToken)
    {
        var notes = new List<string>();
        var decisions = await ApplyAsync(repository, options, notes, cancellationToken).ConfigureAwait(false);
        if (options.Sets.Count == 0 && copyTo is not null)
        {
            decisions.AddRange(await CopiesAsync(repository, options, copyTo, notes, cancellationToken).ConfigureAwait(false));
        }

        return new RetentionReport(options.IsPlan, decisions, notes);
    }

    private async Task<IEnumerable<RetentionDecision>> CopiesAsync(
        BackupRepository repository, RemoveBackupsOptions options, string copyTo, List<string> notes, CancellationToken cancellationToken)
    {
        var copies = Repository(copyTo);
        if (copies.Folder == repository.Folder)
        {
            return [];
        }

        if (!Directory.Exists(Path.GetDirectoryName(copies.Folder)))
        {
            notes.Add($"the copies in '{copyTo}' were not looked at: the folder is not there");
            return [];
        }

        try
        {
            using var order = options.IsPlan || !Directory.Exists(copies.Folder) ? null : await RepositoryOrder.TakeAsync(copies, cancellationToken).ConfigureAwait(false);
            var decisions = await ApplyAsync(copies, options, notes, cancellationToken).ConfigureAwait(false);
            return decisions.Select(decision => decision with { Set = Path.Combine(copies.Folder, decision.Set) });
        }
        catch (DeployOpsException failure)
        {
            // The sets themselves were judged; that the share is gone must not undo that.
            notes.Add($"the copies in '{copyTo}' were not looked at: {failure.Message}");
            return [];
        }
    }

    private async Task<List<RetentionDecision>> ApplyAsync(BackupRepository repository, RemoveBackupsOptions options, List<string> notes, CancellationToken cancellationToken)
    {
        if (SetRemoval.HasLeftovers(repository.Folder))
        {
            notes.AddRange((options.IsPlan ? $"an earlier removal in '{repository.Folder}' was interrupted and will be finished" : SetRemoval.Sweep(repository.Folder)) is { } left ? [left] : []);
        }

        var sets = await RetentionSurvey.OfAsync(repository, cancellationToken).ConfigureAwait(false);
        var judged = options.Sets.Count > 0 ? Named(sets, options.Sets, repository) : RetentionPlan.Decide(sets, project.Backup.Keep, Ports.Time.GetUtcNow(), Ports.Time.LocalTimeZone, project.Backup.RecoveryPointObjective);
        notes.AddRange(NotesOn(judged, repository.Folder));
        var decisions = new List<RetentionDecision>();
        foreach (var (candidate, isKept, reason) in judged)
        {
            var decision = DecisionOf(candidate, isKept, reason);
            decisions.Add(isKept || options.IsPlan ? decision : Remove(repository, candidate, decision, options, notes, cancellationToken));
        }

        return decisions;
    }

    private static RetentionDecision Remove(
        BackupRepository repository, RetentionCandidate candidate, RetentionDecision decision, RemoveBackupsOptions options, List<string> notes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        options.OnProgress(new BackupProgress(BackupPhase.Retention, null, $"removing {candidate.Set.Id}: {decision.Reason}"));
        try
        {
            notes.AddRange(SetRemoval.Remove(repository.Folder, candidate.Set.Path, candidate.Set.Id) is { } left ? [left] : []);
            return decision with { Removed = true };
        }
        catch (BackupNotRemovedException failure) when (options.Sets.Count == 0)
        {
            // One that is held open must not keep the others from going.
            notes.Add(failure.Message);
            return decision;
        }
    }

    private IReadOnlyList<(RetentionCandidate Candidate, bool IsKept, string Reason)> Named(IReadOnlyList<RetentionCandidate> sets, IReadOnlyList<string> names, BackupRepository repository)
    {
        var named = names.Select(name => NamedIn(sets, name, repository.Folder)).Distinct().ToList();
        foreach (var candidate in named)
        {
            if (RetentionPlan.Forbids(candidate, sets, Ports.Time.GetUtcNow(), project.Backup.IsEnabled) is { } reason)
            {
                throw new BackupProtectedException(candidate.Set.Id, reason);
            }
        }

        return [.. named.Select(candidate => (candidate, false, "named"))];
    }

    private static IEnumerable<string> NotesOn(IReadOnlyList<(RetentionCandidate Candidate, bool IsKept, string Reason)> judged, string folder)
    {
        foreach (var (candidate, _, reason) in judged.Where(one => one.IsKept && one.Candidate.IsOwn && one.Reason.EndsWith("removed only by name", StringComparison.Ordinal)))
        {
            yield return $"{candidate.Set.Id} in '{folder}': {reason}";
        }

        if (judged.Count(one => RetentionPlan.IsUnproven(one.Reason)) is > 0 and var waiting)
        {
            yield return $"{waiting} set(s) in '{folder}' would go if one were verified: rehearse one (Test-Backup)";
        }

        if (judged.Count(one => one.Reason.EndsWith(RetentionPlan.BeforeTheGap, StringComparison.Ordinal)) is > 0 and var doubted)
        {
            yield return $"{doubted} set(s) in '{folder}' stay although they are old, because no set was made for a long time after them: a clock that is wrong looks like that. "
                + $"They are judged by their age again when {RetentionGap.LeastAfter} newer sets are there";
        }

        foreach (var origin in judged.Where(one => !one.Candidate.IsOwn).GroupBy(one => one.Candidate.Set.OtherOrigin))
        {
            yield return $"{origin.Count()} set(s) in '{folder}' are of {origin.Key} and were left: give each installation a destination of its own";
        }
    }
}
