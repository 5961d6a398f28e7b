using DeployOps.Engine.Backups.Retention;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Files;
using DeployOps.Engine.Processes;

namespace DeployOps.Engine.Backups.Creation;

/// <summary>
/// What killed and failed backups left. Whoever sweeps holds the lock of the folder, so nobody else makes a set in it. A partial set stays for a
/// day, to be looked at, and longer while it holds the newest dump of a store; one that only lacks its final name gets it.
/// </summary>
internal static class PartialSweep
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    // A copy that is being made into this folder has its manifest last and its name a moment later.
    private static readonly TimeSpan NamedAfter = TimeSpan.FromMinutes(10);

    /// <summary>Sweeps, and says what was found.</summary>
    public static async Task<IReadOnlyList<string>> RunAsync(BackupRepository repository, CancellationToken cancellationToken)
    {
        var notes = new List<string>();
        var all = await RetentionSurvey.OfAsync(repository, cancellationToken).ConfigureAwait(false);

        // One of another installation is that one's to sweep.
        foreach (var left in all.Where(one => one.IsOwn && BackupId.IsPartialFolder(Path.GetFileName(one.Set.Path))))
        {
            if (await NoteOfAsync(repository, left, all, cancellationToken).ConfigureAwait(false) is { } note)
            {
                notes.Add(note);
            }
        }

        return notes;
    }

    private static async Task<string?> NoteOfAsync(BackupRepository repository, RetentionCandidate left, IReadOnlyList<RetentionCandidate> all, CancellationToken cancellationToken)
    {
        var set = left.Set;
        var now = repository.Time.GetUtcNow();
        try
        {
            if (set.Fault == BackupFault.Unnamed && now - File.GetLastWriteTimeUtc(Path.Combine(set.Path, BackupRepository.ManifestName)) > NamedAfter)
            {
                return await NameAsync(repository, set, cancellationToken).ConfigureAwait(false);
            }

            var age = now - Latest(BackupId.TimeOf(set.Id), Directory.GetLastWriteTimeUtc(set.Path));
            if (age < KeptFor)
            {
                return $"{set.Id} is partial, left by a backup that failed or was stopped; it stays for a day, and longer while no newer set holds what was written of it.";
            }

            if (IsBeingWritten(set))
            {
                return $"{set.Id} is partial and {set.Age?.TotalHours:0} h old, and a process with the number of its writer ({set.Manifest?.ProcessId}) runs; it was left.";
            }

            if (LastDumps.OnlyIn(left, all, now) is { Count: > 0 } only)
            {
                return $"{set.Id} is partial and holds the newest dump of {string.Join(", ", only)}; it stays until a newer set holds that.";
            }

            Directory.Delete(set.Path, recursive: true);
            return $"{set.Id} was partial and older than a day; it was removed.";
        }
        catch (Exception failure) when (SetFailures.IsOfDisk(failure))
        {
            return $"{set.Id} is partial, and could not be removed or looked at.";
        }
    }

    private static async Task<string?> NameAsync(BackupRepository repository, BackupSet set, CancellationToken cancellationToken)
    {
        var findings = await BackupRepository.HashFilesAsync(set, null, null, cancellationToken).ConfigureAwait(false);
        if (findings.Count > 0)
        {
            return $"{set.Id} was not finished: {findings[0]}; it is treated as partial.";
        }

        Directory.Move(set.Path, Path.Combine(repository.Folder, set.Id));
        FolderFlush.Flush(repository.Folder);
        return $"{set.Id} was written to its end by a backup that was stopped before it gave it its final name; it has that now.";
    }

    // The lock was free, so the writer of this number is no other backup of this folder; this process is none either.
    private static bool IsBeingWritten(BackupSet set) =>
        set.Manifest is { ProcessId: { } id } manifest && id != Environment.ProcessId && manifest.By == SetWriting.ThisAccount && RunningProcess.Of(id) is not null;

    private static DateTimeOffset Latest(DateTimeOffset? begun, DateTime written) => begun is { } time && time > written ? time : written;
}
