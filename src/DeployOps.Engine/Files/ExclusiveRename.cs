using System.Runtime.InteropServices;

namespace DeployOps.Engine.Files;

/// <summary>
/// Gives a finished file its final name unless that name is taken. <see cref="File.Move(string, string, bool)"/> looks first
/// and renames then on Unix, so two writers can both win; <c>link(2)</c> (POSIX.1-2008) looks and takes in one step.
/// </summary>
internal static partial class ExclusiveRename
{
    private const int FileExists = 17;

    /// <summary>Renames.</summary>
    /// <exception cref="IOException">The name is taken; both files are left as they are.</exception>
    public static void Move(string from, string to)
    {
        if (OperatingSystem.IsWindows())
        {
            File.Move(from, to, overwrite: false);
        }
        else if (Link(from, to) == 0)
        {
            File.Delete(from);
        }
        else if (Marshal.GetLastPInvokeError() == FileExists)
        {
            throw new IOException($"'{to}' exists.");
        }
        else
        {
            // A file system without hard links, such as FAT: the small gap is the best there is.
            File.Move(from, to, overwrite: false);
        }
    }

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string from, string to);
}
