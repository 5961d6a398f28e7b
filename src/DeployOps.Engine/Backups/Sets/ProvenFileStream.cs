using System.Security.Cryptography;
using DeployOps.Engine.Files;
using DeployOps.Engine.Files.Permissions;

namespace DeployOps.Engine.Backups.Sets;

/// <summary>
/// Reads a file of a set and hashes it on the way. The read that meets the end throws when size or hash are not those of the manifest; whoever does
/// not read to the end has proven nothing.
/// </summary>
internal sealed class ProvenFileStream : ReadingStream
{
    private readonly FileStream _file;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly BackupFile _expected;
    private readonly string _setId;
    private readonly Action<long> _onBytes;
    private long _read;
    private bool _isProven;

    private ProvenFileStream(FileStream file, BackupFile expected, string setId, Action<long> onBytes) =>
        (_file, _expected, _setId, _onBytes) = (file, expected, setId, onBytes);

    /// <summary>Opens a file.</summary>
    /// <exception cref="BackupFileMissingException">It is not there.</exception>
    /// <exception cref="BackupFileDamagedException">It has another size, or is no ordinary file.</exception>
    /// <exception cref="BackupUnreadableException">The account may not read it.</exception>
    public static ProvenFileStream Open(BackupSet set, BackupFile file, Action<long> onBytes)
    {
        var path = Path.Combine(set.Path, file.Name);
        try
        {
            var found = new FileInfo(path);
            if (!found.Exists)
            {
                throw new BackupFileMissingException(set.Id, file.Name);
            }

            if (found.Attributes.HasFlag(FileAttributes.ReparsePoint))
            {
                throw new BackupFileDamagedException(set.Id, file.Name, "it is a link to another place");
            }

            RegularFile.Demand(path);
            if (found.Length != file.Bytes)
            {
                throw new BackupFileDamagedException(set.Id, file.Name, SizeDiffers(found.Length, file));
            }

            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
            return new ProvenFileStream(stream, file, set.Id, onBytes);
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new BackupFileMissingException(set.Id, file.Name);
        }
        catch (NotARegularFileException)
        {
            throw new BackupFileDamagedException(set.Id, file.Name, "it is no ordinary file");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new BackupUnreadableException(path, failure);
        }
    }

    public override int Read(Span<byte> buffer)
    {
        try
        {
            var read = _file.Read(buffer);
            Take(buffer[..read], buffer.Length);
            return read;
        }
        catch (IOException failure)
        {
            throw new BackupUnreadableException(_file.Name, failure);
        }
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            var read = await _file.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            Take(buffer.Span[..read], buffer.Length);
            return read;
        }
        catch (IOException failure)
        {
            throw new BackupUnreadableException(_file.Name, failure);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
            _hash.Dispose();
        }

        base.Dispose(disposing);
    }

    private static string SizeDiffers(long found, BackupFile file) => FormattableString.Invariant($"it has {found} bytes, and {file.Bytes} were written");

    private void Take(ReadOnlySpan<byte> piece, int asked)
    {
        if (piece.Length > 0)
        {
            _hash.AppendData(piece);
            _read += piece.Length;
            _onBytes(piece.Length);
        }
        else if (asked > 0 && !_isProven)
        {
            Prove();
        }
    }

    private void Prove()
    {
        if (_read != _expected.Bytes)
        {
            throw new BackupFileDamagedException(_setId, _expected.Name, SizeDiffers(_read, _expected));
        }

        if (Convert.ToHexStringLower(_hash.GetCurrentHash()) != _expected.Sha256)
        {
            throw new BackupFileDamagedException(_setId, _expected.Name, "its SHA-256 is another one");
        }

        _isProven = true;
    }
}
