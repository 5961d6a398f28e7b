using System.Runtime.InteropServices;

namespace DeployOps.Engine.Repository.Scanning;

/// <summary>
/// Reads with the calls of the Linux kernel: three for a file instead of seven, names as the bytes git gave (they need not be UTF-8),
/// and never following a symbolic link nor waiting at a pipe, even when one has just taken a file's place.
/// </summary>
internal sealed partial class LinuxTreeReader : TreeReader
{
    private const int CloseOnExec = 0x80000;
    private const int NonBlocking = 0x800;
    private const int NoEntry = 2;
    private const int Interrupted = 4;
    private const int NoDeviceBehind = 6;
    private const int NotAFolder = 20;
    private const int IsAFolder = 21;
    private const int LinkInTheWay = 40;

    // These two differ between processors.
    private static readonly bool IsArm = RuntimeInformation.ProcessArchitecture == Architecture.Arm64;
    private static readonly int NoFollow = IsArm ? 0x8000 : 0x20000;
    private static readonly int FolderOnly = IsArm ? 0x4000 : 0x10000;

    private readonly int _folder;

    public LinuxTreeReader(string root)
    {
        _folder = Open(root, FolderOnly | CloseOnExec);
        if (_folder < 0)
        {
            throw new DirectoryNotFoundException($"Could not open '{root}' (error {Marshal.GetLastPInvokeError()}).");
        }
    }

    /// <inheritdoc/>
    public override Outcome Read(ReadOnlySpan<byte> terminatedName, ref byte[] buffer, int limit, out int length)
    {
        length = 0;
        var file = OpenAt(_folder, in MemoryMarshal.GetReference(terminatedName), NoFollow | NonBlocking | CloseOnExec);
        if (file < 0)
        {
            return Marshal.GetLastPInvokeError() switch
            {
                NoEntry or NotAFolder => Outcome.Gone,
                LinkInTheWay or NoDeviceBehind => Outcome.NoFile,
                _ => Outcome.Denied,
            };
        }

        try
        {
            while (true)
            {
                var room = buffer.Length - length;
                var read = Read(file, ref buffer[length], room);
                if (read < 0)
                {
                    switch (Marshal.GetLastPInvokeError())
                    {
                        case Interrupted:
                            continue;
                        case IsAFolder:
                            return Outcome.NoFile;
                        default:
                            return Outcome.Denied;
                    }
                }

                length += (int)read;

                // A file gives all it has: less than asked for is its end, and saves asking again.
                if (read < room)
                {
                    return length > limit ? Outcome.TooLarge : Outcome.Read;
                }

                if (length > limit)
                {
                    return Outcome.TooLarge;
                }

                Grow(ref buffer, limit);
            }
        }
        finally
        {
            _ = Close(file);
        }
    }

    /// <inheritdoc/>
    public override void Dispose() => _ = Close(_folder);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "openat", SetLastError = true)]
    private static partial int OpenAt(int folder, in byte name, int flags);

    [LibraryImport("libc", EntryPoint = "read", SetLastError = true)]
    private static partial nint Read(int file, ref byte buffer, nint count);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}
