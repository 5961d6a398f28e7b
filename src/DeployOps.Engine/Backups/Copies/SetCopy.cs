using System.Buffers;
using System.Security.Cryptography;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Files;

namespace DeployOps.Engine.Backups.Copies;

/// <summary>Brings the files of one set into a partial folder, each flushed, read back and compared with the manifest. What is there already and right is left.</summary>
/// <param name="set">The set.</param>
/// <param name="folder">The partial folder.</param>
/// <param name="onBytes">Is told how many more bytes were copied.</param>
internal sealed class SetCopy(BackupSet set, string folder, Action<long> onBytes)
{
    private const int BufferSize = 1024 * 1024;

    /// <summary>Which files are still to be copied; what is in the folder and none of them, or not as it should be, is removed.</summary>
    public async Task<IReadOnlyList<BackupFile>> PrepareAsync(CancellationToken cancellationToken)
    {
        var missing = new List<BackupFile>();
        var right = new HashSet<string>(StringComparer.Ordinal);
        foreach (var file in set.Manifest!.Stores.SelectMany(store => store.Files))
        {
            if (await IsRightAsync(file, cancellationToken).ConfigureAwait(false))
            {
                right.Add(file.Name);
            }
            else
            {
                missing.Add(file);
            }
        }

        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos().Where(entry => !right.Contains(entry.Name)).ToList())
        {
            if (entry is DirectoryInfo { LinkTarget: null } inner)
            {
                inner.Delete(recursive: true);
            }
            else
            {
                entry.Delete();
            }
        }

        return missing;
    }

    /// <summary>Copies a file and reads it back.</summary>
    /// <exception cref="DeployOpsException">The set's own file is damaged, or what was read back differs.</exception>
    public async Task CopyAsync(BackupFile file, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var source = ProvenFileStream.Open(set, file, static _ => { });
            await using (source.ConfigureAwait(false))
            {
                var target = PrivateFileStream.Create(Path.Combine(folder, file.Name), isAsynchronous: true);
                await using (target.ConfigureAwait(false))
                {
                    int read;
                    while ((read = await source.ReadAsync(buffer.AsMemory(0, BufferSize), cancellationToken).ConfigureAwait(false)) > 0)
                    {
                        await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
                        onBytes(read);
                    }

                    // Flushing gigabytes to a share can take minutes; the caller's thread is not held by it.
                    await Task.Run(() => target.Flush(flushToDisk: true), cancellationToken).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        if (!await IsRightAsync(file, cancellationToken).ConfigureAwait(false))
        {
            throw new CopyReadBackException(set.Id, file.Name, folder);
        }
    }

    private async Task<bool> IsRightAsync(BackupFile file, CancellationToken cancellationToken)
    {
        var found = new FileInfo(Path.Combine(folder, file.Name));
        if (!found.Exists || found.LinkTarget is not null || found.Length != file.Bytes)
        {
            return false;
        }

        RegularFile.Demand(found.FullName);
        var stream = new FileStream(found.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using (stream.ConfigureAwait(false))
        {
            return Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken).ConfigureAwait(false)) == file.Sha256;
        }
    }
}
