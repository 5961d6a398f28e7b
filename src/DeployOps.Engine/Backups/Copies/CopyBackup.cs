using System.Diagnostics;
using System.Globalization;
using DeployOps.Engine.Backups.Retention;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Files;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Backups.Copies;

/// <summary>Copies a set to another folder or share, and reads the copy back (row KP11: copied off the machine).</summary>
public sealed class CopyBackup(DeployProject project)
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    /// <summary>What it reaches outside through.</summary>
    public BackupPorts Ports { get; init; } = new();

    /// <summary>The bytes that are free at a path; <see langword="null"/> when that cannot be said, as on a share.</summary>
    internal Func<string, long?> FreeSpace { get; init; } = FreeSpaceOf;

    /// <summary>
    /// Copies. A set that is there already and is whole is left alone, but for its manifest when it was looked at since; a damaged copy gives way to the
    /// new one when that is complete. Nothing half-copied has a final name, and the next call goes on with the files that were copied whole.
    /// </summary>
    /// <param name="set">The set's name or folder; the newest that is not partial when <see langword="null"/>.</param>
    /// <param name="destination">The folder that the sets lie in; the setting when <see langword="null"/>.</param>
    /// <param name="copyTo">The other folder, which must be there; the setting when <see langword="null"/>.</param>
    /// <param name="onProgress">Is told how far it is.</param>
    /// <param name="cancellationToken">Stops it; nothing is left under a final name.</param>
    /// <returns>The copy.</returns>
    /// <exception cref="DeployOpsException">There is no such set, or it could not be copied.</exception>
    public async Task<BackupSet> RunAsync(string? set, string? destination, string? copyTo, Action<BackupProgress> onProgress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(onProgress);
        var source = BackupRepository.Of(project, destination, Ports);
        var target = BackupRepository.Of(project, copyTo ?? project.Backup.CopyTo ?? throw new CopyTargetUnnamedException(), Ports);
        var found = await source.FindAsync(set, BackupState.Complete, cancellationToken).ConfigureAwait(false);
        var timeout = project.Backup.Timeout;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(timeout);
        try
        {
            return await LeavingAsync(Task.Run(() => CopyAsync(found, target, onProgress, limit.Token), limit.Token), limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CopyTimeoutException(found.Id, target.Folder, timeout);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw failure is IOException io && LogFailures.IsDiskFull(io) ? new CopyTargetFullException(target.Folder, failure) : new CopyTargetNotWritableException(target.Folder, failure);
        }
    }

    // A share that is gone holds a call of the operating system for as long as it likes; the caller is not held with it.
    private static async Task<BackupSet> LeavingAsync(Task<BackupSet> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAny(work, Task.Delay(Grace, CancellationToken.None)).ConfigureAwait(false);
            throw;
        }
    }

    private async Task<BackupSet> CopyAsync(BackupSet set, BackupRepository target, Action<BackupProgress> onProgress, CancellationToken cancellationToken)
    {
        Open(set, target);
        using var order = await RepositoryOrder.TakeAsync(target, cancellationToken).ConfigureAwait(false);
        var final = Path.Combine(target.Folder, set.Id);
        var isThere = Directory.Exists(final);
        if (isThere && await WholeAsync(set, final, target, onProgress, cancellationToken).ConfigureAwait(false) is { } whole)
        {
            return whole;
        }

        var partial = final + BackupRepository.PartialExtension;
        if (new DirectoryInfo(partial).LinkTarget is not null || new DirectoryInfo(final).LinkTarget is not null)
        {
            throw new CopyTargetNotWritableException(partial, null);
        }

        PrivateFolder.Make(partial);
        await FillAsync(set, partial, target, onProgress, cancellationToken).ConfigureAwait(false);
        ManifestFile.Write(partial, set.Manifest!);
        if (isThere)
        {
            onProgress(new BackupProgress(BackupPhase.Copy, null, $"{set.Id} was there already and damaged; the new copy takes its place"));
            SetRemoval.Remove(target.Folder, final, set.Id);
        }

        Directory.Move(partial, final);
        FolderFlush.Flush(target.Folder);
        return await target.ReadAsync(final, cancellationToken).ConfigureAwait(false);
    }

    // A file put into the one folder shows in the other when they are the same, whatever links, mounts or shares lead there.
    private static void Open(BackupSet set, BackupRepository target)
    {
        if (!Directory.Exists(Path.GetDirectoryName(target.Folder)))
        {
            throw new CopyTargetMissingException(Path.GetDirectoryName(target.Folder)!);
        }

        target.MakeFolder();
        var name = $".copy-{Guid.NewGuid():N}";
        var probe = Path.Combine(target.Folder, name);
        try
        {
            using (PrivateFileStream.Create(probe, isAsynchronous: false))
            {
            }

            if (File.Exists(Path.Combine(Path.GetDirectoryName(set.Path)!, name)))
            {
                throw new CopyOntoItselfException(target.Folder);
            }
        }
        finally
        {
            File.Delete(probe);
        }
    }

    private static async Task<BackupSet?> WholeAsync(BackupSet set, string final, BackupRepository target, Action<BackupProgress> onProgress, CancellationToken cancellationToken)
    {
        onProgress(new BackupProgress(BackupPhase.Hash, null, $"{set.Id} is there already; comparing it"));
        var copy = await target.ReadAsync(final, cancellationToken).ConfigureAwait(false);
        var isSame = copy is { Problem: null, Manifest: { } manifest } && FilesOf(manifest).SequenceEqual(FilesOf(set.Manifest!));
        if (!isSame || (await BackupRepository.HashFilesAsync(copy, null, null, cancellationToken).ConfigureAwait(false)).Count > 0)
        {
            return null;
        }

        return ManifestFile.Bytes(copy.Manifest!).AsSpan().SequenceEqual(ManifestFile.Bytes(set.Manifest!))
            || copy.Manifest!.Verifications.Count > set.Manifest!.Verifications.Count
                ? copy
                : await target.SealAsync(copy, set.Manifest, cancellationToken).ConfigureAwait(false);
    }

    private static IEnumerable<BackupFile> FilesOf(BackupManifest manifest) => manifest.Stores.SelectMany(store => store.Files);

    private async Task FillAsync(BackupSet set, string partial, BackupRepository target, Action<BackupProgress> onProgress, CancellationToken cancellationToken)
    {
        var (copied, total, current, started) = (0L, 0L, "", Stopwatch.GetTimestamp());
        var copy = new SetCopy(set, partial, bytes =>
        {
            copied += bytes;
            onProgress(new BackupProgress(BackupPhase.Copy, null, current, copied, copied / Math.Max(Stopwatch.GetElapsedTime(started).TotalSeconds, 0.001), total));
        });
        var missing = await copy.PrepareAsync(cancellationToken).ConfigureAwait(false);
        total = missing.Sum(file => file.Bytes);
        if (FreeSpace(target.Folder) is { } free && free < total)
        {
            throw new CopyTargetFullException(target.Folder, total, free);
        }

        started = Stopwatch.GetTimestamp();
        foreach (var (file, number) in missing.Select((file, index) => (file, index + 1)))
        {
            current = string.Create(CultureInfo.InvariantCulture, $"{file.Name} ({number} of {missing.Count})");
            await copy.CopyAsync(file, cancellationToken).ConfigureAwait(false);
        }

        FolderFlush.Flush(partial);
    }

    private static long? FreeSpaceOf(string folder)
    {
        try
        {
            return new DriveInfo(folder).AvailableFreeSpace;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // A share has no drive.
            return null;
        }
    }
}
