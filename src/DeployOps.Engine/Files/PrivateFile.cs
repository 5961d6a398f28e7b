namespace DeployOps.Engine.Files;

/// <summary>
/// <see cref="IPrivateFileWriter"/> by a <c>.part</c> file beside the final one: made exclusively with mode 0600, written, flushed
/// to the disk, renamed. On Windows the file has the access list of its folder; narrowing that is the permission room's.
/// </summary>
public sealed class PrivateFile : IPrivateFileWriter
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <inheritdoc/>
    public void Create(string path, ReadOnlySpan<byte> content)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var part = WritePart(path, content);
        try
        {
            // Fails when the name is taken, also when another process took it a moment ago.
            ExclusiveRename.Move(part, path);
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }

    /// <inheritdoc/>
    public void Replace(string path, ReadOnlySpan<byte> content)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var target = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        var part = WritePart(target, content);
        try
        {
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(part, File.GetUnixFileMode(target));
            }

            File.Move(part, target, overwrite: true);
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }

    private static string WritePart(string path, ReadOnlySpan<byte> content)
    {
        var part = $"{path}.{Guid.NewGuid():N}.part";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        try
        {
            using var stream = new FileStream(part, options);
            stream.Write(content);
            stream.Flush(flushToDisk: true);
            return part;
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }
}
