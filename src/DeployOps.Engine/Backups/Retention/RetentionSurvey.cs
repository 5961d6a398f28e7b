using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Backups.Retention;

/// <summary>Looks at the sets of a folder as far as retention has to know: whether somebody is at them, and whether their files are there.</summary>
internal static class RetentionSurvey
{
    // A copy on its way has no manifest yet, and a process of another machine cannot be asked: that something was written lately speaks for both.
    private static readonly TimeSpan Quiet = TimeSpan.FromDays(1);

    /// <summary>The sets, newest first.</summary>
    public static async Task<IReadOnlyList<RetentionCandidate>> OfAsync(BackupRepository repository, CancellationToken cancellationToken) =>
        [.. (await repository.ListAsync(cancellationToken).ConfigureAwait(false))
            .Select(set => new RetentionCandidate(set))
            .Select(candidate => candidate with
            {
                IsBeingWritten = candidate.IsUnfinished && IsBeingWritten(candidate.Set, repository.Time.GetUtcNow()),
                Lack = SetFiles.LackOf(candidate.Set),
            })];

    private static bool IsBeingWritten(BackupSet set, DateTimeOffset now) => WrittenAt(set.Path) > now - Quiet && !HasEnded(set.Manifest);

    // A backup that failed or was stopped says so itself; one that was killed leaves its number, which another machine cannot ask for. A copy on its
    // way has the manifest of a set that is complete.
    private static bool HasEnded(BackupManifest? manifest) =>
        manifest is { State: BackupState.Partial, EndedAt: not null, ProcessId: null }
        || (manifest is { ProcessId: { } id } && manifest.By.EndsWith($"@{Environment.MachineName}", StringComparison.OrdinalIgnoreCase) && RunningProcess.Of(id) is null);

    private static DateTimeOffset WrittenAt(string folder)
    {
        try
        {
            var there = new DirectoryInfo(folder);
            return there.EnumerateFiles().Select(file => file.LastWriteTimeUtc).Append(there.LastWriteTimeUtc).Max();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // What cannot be looked at is left alone.
            return DateTimeOffset.MaxValue;
        }
    }
}
