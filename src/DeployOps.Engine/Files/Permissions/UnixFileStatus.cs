using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace DeployOps.Engine.Files.Permissions;

/// <summary>What <c>stat</c> tells of a file. .NET tells the mode, but neither the owner nor whether it is a pipe.</summary>
/// <param name="Mode">The permission bits, set-user and sticky bits included.</param>
/// <param name="Owner">The owner's number; <see langword="null"/> where it cannot be asked.</param>
/// <param name="Kind">The file's type.</param>
[UnsupportedOSPlatform("windows")]
internal readonly partial record struct UnixFileStatus(UnixFileMode Mode, uint? Owner, UnixFileKind Kind)
{
    private const int CurrentFolder = -100; // AT_FDCWD, linux/fcntl.h
    private const uint BasicStatistics = 0x7ff; // STATX_BASIC_STATS, linux/stat.h
    private const int TypeBits = 0xF000; // S_IFMT
    private const int PermissionBits = 0xFFF;

    /// <summary>The group's number; <see langword="null"/> where it cannot be asked.</summary>
    public uint? Group { get; private init; }

    /// <summary>Looks at a file; a link is followed.</summary>
    /// <exception cref="ProtectedFileNotFoundException">It cannot be looked at.</exception>
    public static UnixFileStatus Of(string path) => OperatingSystem.IsLinux() ? OfLinux(path) : OfOther(path);

    /// <summary>The account this process acts for.</summary>
    public static uint EffectiveUser => GetEffectiveUser();

    /// <summary>The group that new files of this process get.</summary>
    public static uint EffectiveGroup => GetEffectiveGroup();

    private static UnixFileStatus OfLinux(string path)
    {
        if (Statx(CurrentFolder, path, 0, BasicStatistics, out var status) != 0)
        {
            throw new ProtectedFileNotFoundException(path);
        }

        return new UnixFileStatus((UnixFileMode)(status.Mode & PermissionBits), status.Owner, (status.Mode & TypeBits) switch
        {
            0x8000 => UnixFileKind.Regular,
            0x4000 => UnixFileKind.Folder,
            0x1000 => UnixFileKind.Pipe,
            0xC000 => UnixFileKind.Socket,
            _ => UnixFileKind.Device,
        })
        { Group = status.Group };
    }

    // The layout of `struct stat` differs from system to system, so elsewhere only what .NET tells is known.
    private static UnixFileStatus OfOther(string path)
    {
        var attributes = File.GetAttributes(path);
        var kind = attributes.HasFlag(FileAttributes.Directory) ? UnixFileKind.Folder
            : attributes.HasFlag(FileAttributes.Device) ? UnixFileKind.Device
            : UnixFileKind.Regular;
        return new UnixFileStatus(File.GetUnixFileMode(path), null, kind);
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(int folder, string path, int flags, uint mask, out LinuxStatus status);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint GetEffectiveUser();

    [LibraryImport("libc", EntryPoint = "getegid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial uint GetEffectiveGroup();

    // struct statx of linux/stat.h: 256 bytes, the same on every architecture.
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct LinuxStatus
    {
        [FieldOffset(20)]
        public uint Owner;

        [FieldOffset(24)]
        public uint Group;

        [FieldOffset(28)]
        public ushort Mode;
    }
}

/// <summary>The type of a file.</summary>
internal enum UnixFileKind
{
    /// <summary>An ordinary file.</summary>
    Regular,

    /// <summary>A folder.</summary>
    Folder,

    /// <summary>A named pipe: opening it would wait for a writer.</summary>
    Pipe,

    /// <summary>A socket.</summary>
    Socket,

    /// <summary>A device.</summary>
    Device,
}
