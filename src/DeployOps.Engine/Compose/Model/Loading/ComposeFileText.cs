using System.Text;
using DeployOps.Engine.Compose.Model.Yaml;
using DeployOps.Engine.Files;

namespace DeployOps.Engine.Compose.Model.Loading;

/// <summary>Reads a compose file's text from disk, within the limits.</summary>
internal static class ComposeFileText
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <exception cref="ComposeFormatException">It is missing, unreadable, too large or not UTF-8.</exception>
    public static string Read(string path)
    {
        RegularFile.Demand(path);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var content = new MemoryStream();
            var buffer = new byte[64 * 1024];
            int read;

            // Counted while reading: a device or a pipe has no length to ask for.
            while ((read = stream.Read(buffer)) > 0)
            {
                content.Write(buffer, 0, read);
                if (content.Length > ComposeLimits.LargestFile)
                {
                    throw new ComposeFormatException(ComposeFormatReason.TooLarge, path, line: null);
                }
            }

            return Decode(path, content.GetBuffer().AsSpan(0, (int)content.Length));
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ComposeFormatException(ComposeFormatReason.FileMissing, path, line: null, failure);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new ComposeFormatException(ComposeFormatReason.FileUnreadable, path, line: null, failure);
        }
    }

    private static string Decode(string path, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException failure)
        {
            var line = 1 + bytes[..Math.Clamp(failure.Index, 0, bytes.Length)].Count((byte)'\n');
            throw new ComposeFormatException(ComposeFormatReason.NotUtf8, path, line);
        }
    }
}
