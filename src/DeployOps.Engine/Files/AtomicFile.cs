using System.Text;

namespace DeployOps.Engine.Files;

/// <summary>
/// Writes a whole file so that its final name never shows a half-written one: a <c>.part</c> file beside it is
/// written, flushed to the disk and renamed.
/// </summary>
public static class AtomicFile
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes a text as UTF-8 without a byte order mark, replacing the file when there is one.</summary>
    /// <param name="path">The final name. Its folder must exist.</param>
    /// <param name="text">The whole content.</param>
    /// <param name="cancellationToken">Leaves the file as it was.</param>
    public static Task WriteTextAsync(string path, string text, CancellationToken cancellationToken) =>
        WriteAsync(path, (stream, token) => stream.WriteAsync(Utf8.GetBytes(text), token).AsTask(), cancellationToken);

    /// <summary>Writes what <paramref name="write"/> puts into the stream, replacing the file when there is one.</summary>
    /// <param name="path">The final name. Its folder must exist.</param>
    /// <param name="write">Writes the content.</param>
    /// <param name="cancellationToken">Leaves the file as it was.</param>
    public static async Task WriteAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        var part = $"{path}.{Guid.NewGuid():N}.part";
        try
        {
            var stream = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            await using (stream.ConfigureAwait(false))
            {
                await write(stream, cancellationToken).ConfigureAwait(false);
                stream.Flush(flushToDisk: true);
            }

            File.Move(part, path, overwrite: true);
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }
}
