using DeployOps.Engine.EnvFiles;
using DeployOps.Engine.Files.Permissions;

namespace DeployOps.Engine.Checks.Env.Reading;

/// <summary>Reads the text of an environment file, or says why it cannot; a pipe or a folder is not waited for.</summary>
internal static class EnvTextReader
{
    private const string Encoding = "Save the file as UTF-8 (in Windows PowerShell: Out-File -Encoding utf8; in an editor: 'Save with encoding').";

    /// <summary>The text, or the problem.</summary>
    public static (string? Text, EnvFileProblem? Problem) Read(string path)
    {
        try
        {
            return (EnvFileReader.ReadText(path), null);
        }
        catch (EnvFileMissingException missing)
        {
            return (null, missing.IsDirectory
                ? Unreadable("is a folder, not an environment file", "Name the file itself.")
                : Unreadable("does not exist", "Create it from the sample (New-EnvFile, deployops env new) and fill in its values."));
        }
        catch (ProtectedFileNotFoundException)
        {
            return (null, Unreadable("is a link that leads nowhere", "Create the file that the link names, or replace the link."));
        }
        catch (NotARegularFileException)
        {
            return (null, Unreadable("is a pipe, a socket or a device, not a file", "Put the environment into a file that can be read twice."));
        }
        catch (EnvFileTooLargeException)
        {
            return (null, Unreadable("is larger than an environment file can be", "Check that the right file is named."));
        }
        catch (EnvFileEncodingException encoding)
        {
            return (null, new EnvFileProblem(EnvFileProblemKind.Malformed, Describe(encoding.LikelyEncoding), Encoding, encoding.Line));
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or FileProtectionRefusedException)
        {
            return (null, Unreadable("may not be read by this account", "Run the gate as the owner of the file."));
        }
        catch (IOException)
        {
            return (null, Unreadable("cannot be read: the system reports an input or output error", "Look at the disk or the share it lies on."));
        }
    }

    /// <summary>A grammar error in the words of a finding.</summary>
    public static EnvFileProblem Describe(EnvFileFormatException failure)
    {
        // The exception's own message names the path again, and a key that in a malformed file may be a piece of a secret.
        var message = new EnvFileFormatException(failure.Reason, failure.Line, failure.Column).Message;
        return new EnvFileProblem(EnvFileProblemKind.Malformed, $"docker compose refuses it: {message}", "Correct that line; values with quotes, '#' or '$' belong in single quotes.", failure.Line);
    }

    private static EnvFileProblem Unreadable(string text, string fix) => new(EnvFileProblemKind.Unreadable, text, fix);

    private static string Describe(EnvFileEncoding likely) => "is not UTF-8: " + likely switch
    {
        EnvFileEncoding.Cp949 => "it looks like CP949 (EUC-KR), what Korean Windows calls ANSI",
        EnvFileEncoding.Utf16LittleEndian => "it looks like UTF-16LE, which Windows PowerShell writes with '>' and Out-File",
        EnvFileEncoding.Utf16BigEndian => "it looks like UTF-16BE",
        EnvFileEncoding.Utf32 => "it looks like UTF-32",
        EnvFileEncoding.Latin1 => "it looks like Latin-1 (Windows-1252)",
        EnvFileEncoding.Utf8WithNul => "it holds a NUL character",
        _ => "a place in it is damaged",
    };
}
