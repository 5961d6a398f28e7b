using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace DeployOps.Engine.Files;

/// <summary>
/// Brings the names in a folder to the disk. A file that was flushed can be nameless after a power failure until its folder is flushed too
/// (fsync(2), notes). Windows writes names through its journal.
/// </summary>
internal static partial class FolderFlush
{
    private const int ReadOnly = 0;

    /// <summary>Flushes a folder where the system can do that; a file system that cannot is left to itself.</summary>
    public static void Flush(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var handle = Open(path, ReadOnly);
        if (handle < 0)
        {
            return;
        }

        using var folder = new SafeFileHandle(handle, ownsHandle: true);
        _ = Synchronise(handle);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Synchronise(int handle);
}
