using System.Text;
using System.Text.Unicode;
using DeployOps.Engine.Files.Permissions;

namespace DeployOps.Engine.EnvFiles;

/// <summary>
/// Bytes to text, strictly: what is not UTF-8 is refused by name. Compose reads such bytes as they are, and hands an
/// application a value nobody typed.
/// </summary>
public static class EnvFileReader
{
    /// <summary>The largest file that is read, in bytes (16 MiB).</summary>
    public const int LargestFile = 16 * 1024 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file. A UTF-8 BOM stays in the text, where <see cref="EnvFile.Parse"/> skips it.</summary>
    /// <param name="path">The file; a link is followed.</param>
    /// <exception cref="EnvFileMissingException">There is no such file, or it is a directory.</exception>
    /// <exception cref="EnvFileTooLargeException">It is larger than <see cref="LargestFile"/>.</exception>
    /// <exception cref="EnvFileEncodingException">It is not UTF-8, or holds a NUL.</exception>
    public static string ReadText(string path) => Decode(path, ReadBytes(path));

    /// <summary>Reads the bytes of a file.</summary>
    /// <param name="path">The file; a link is followed.</param>
    /// <exception cref="EnvFileMissingException">There is no such file, or it is a directory.</exception>
    /// <exception cref="NotARegularFileException">It is a pipe, a socket or a device, which cannot be read twice.</exception>
    /// <exception cref="EnvFileTooLargeException">It is larger than <see cref="LargestFile"/>.</exception>
    public static byte[] ReadBytes(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
        {
            throw new EnvFileMissingException(path, isDirectory: true);
        }

        if (!OperatingSystem.IsWindows() && Path.Exists(path))
        {
            // Asked first, because opening a named pipe waits for a writer that may never come.
            _ = FilePermissions.OfThisSystem.Read(path);
        }

        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var content = new MemoryStream();
            var buffer = new byte[64 * 1024];
            int count;

            // The length is not asked for: a file may grow meanwhile.
            while ((count = stream.Read(buffer)) > 0)
            {
                content.Write(buffer, 0, count);
                if (content.Length > LargestFile)
                {
                    throw new EnvFileTooLargeException(path, LargestFile);
                }
            }

            return content.ToArray();
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new EnvFileMissingException(path);
        }
    }

    /// <summary>Turns the bytes of a file into text.</summary>
    /// <param name="path">The file they came from, for the error.</param>
    /// <param name="content">The bytes.</param>
    /// <exception cref="EnvFileEncodingException">They are not UTF-8, or hold a NUL.</exception>
    public static string Decode(string path, ReadOnlySpan<byte> content)
    {
        if (EnvFileEncodingGuess.OfMark(content) is { } marked)
        {
            throw new EnvFileEncodingException(path, 1, marked);
        }

        var nul = content.IndexOf((byte)0);
        if (nul >= 0)
        {
            throw new EnvFileEncodingException(path, LineOf(content, nul), EnvFileEncodingGuess.OfNul(content));
        }

        if (!Utf8.IsValid(content))
        {
            var bad = EnvFileEncodingGuess.FirstBadByte(content);
            throw new EnvFileEncodingException(path, LineOf(content, bad), EnvFileEncodingGuess.OfInvalid(content));
        }

        return StrictUtf8.GetString(content);
    }

    private static int LineOf(ReadOnlySpan<byte> content, int offset) => 1 + content[..offset].Count((byte)'\n');
}
