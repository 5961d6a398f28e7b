using System.Text;

namespace DeployOps.Engine.Repository.Scanning;

/// <summary>Reads by what .NET offers everywhere.</summary>
internal sealed class PortableTreeReader(string root) : TreeReader
{
    /// <inheritdoc/>
    public override void Dispose()
    {
        // Nothing is kept open between two files.
    }

    /// <inheritdoc/>
    public override Outcome Read(ReadOnlySpan<byte> terminatedName, ref byte[] buffer, int limit, out int length)
    {
        length = 0;
        var path = Path.Combine(root, Encoding.UTF8.GetString(terminatedName[..^1]));
        try
        {
            if ((File.GetAttributes(path) & (FileAttributes.ReparsePoint | FileAttributes.Directory | FileAttributes.Device)) != 0)
            {
                return Outcome.NoFile;
            }

            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            while (true)
            {
                var read = RandomAccess.Read(file, buffer.AsSpan(length), length);
                length += read;
                if (read == 0)
                {
                    return Outcome.Read;
                }

                if (length > limit)
                {
                    return Outcome.TooLarge;
                }

                if (length == buffer.Length)
                {
                    Grow(ref buffer, limit);
                }
            }
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            return Outcome.Gone;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return Outcome.Denied;
        }
    }
}
