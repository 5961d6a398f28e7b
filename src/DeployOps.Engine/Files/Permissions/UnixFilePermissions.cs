using System.Globalization;
using System.Runtime.Versioning;

namespace DeployOps.Engine.Files.Permissions;

/// <summary>Unix modes. Access lists kept in extended attributes are not read; their mask shows in the group's bits.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class UnixFilePermissions : IFilePermissions
{
    private const UnixFileMode Group = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
    private const uint Root = 0;

    /// <inheritdoc/>
    public FilePermissionState Read(string path)
    {
        var target = FilePermissions.FinalTarget(path);
        var status = Status(target);
        return new FilePermissionState
        {
            Path = path,
            Target = target,
            Rights = Describe(status.Mode),
            RightsWhenRestricted = Describe(Restricted(status.Mode)),
            Weaknesses = [.. OwnRights(status.Mode), .. FolderAndOwner(target, status)],
        };
    }

    /// <inheritdoc/>
    public void RestrictToOwner(string path)
    {
        var target = FilePermissions.FinalTarget(path);
        var status = Status(target);
        try
        {
            File.SetUnixFileMode(target, Restricted(status.Mode));
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            throw new FileProtectionRefusedException(target, failure);
        }
    }

    /// <summary>A file that its owner only reads stays so; the right to execute means nothing for an environment file.</summary>
    internal static UnixFileMode Restricted(UnixFileMode mode) => UnixFileMode.UserRead | (mode & UnixFileMode.UserWrite);

    /// <summary>What the mode lets the group and others do.</summary>
    internal static IEnumerable<FileWeakness> OwnRights(UnixFileMode mode)
    {
        if ((mode & Group) != 0)
        {
            yield return new FileWeakness(FileWeaknessKind.Rights, $"its group may {Verbs(mode, UnixFileMode.GroupRead, UnixFileMode.GroupWrite)} it ({Describe(mode)})");
        }

        if ((mode & Others) != 0)
        {
            yield return new FileWeakness(FileWeaknessKind.Rights, $"others may {Verbs(mode, UnixFileMode.OtherRead, UnixFileMode.OtherWrite)} it ({Describe(mode)})");
        }
    }

    private static UnixFileStatus Status(string target)
    {
        try
        {
            var status = UnixFileStatus.Of(target);
            return status.Kind switch
            {
                UnixFileKind.Regular => status,
                UnixFileKind.Folder => throw new NotARegularFileException(target, "a folder"),
                UnixFileKind.Pipe => throw new NotARegularFileException(target, "a named pipe"),
                UnixFileKind.Socket => throw new NotARegularFileException(target, "a socket"),
                _ => throw new NotARegularFileException(target, "a device"),
            };
        }
        catch (Exception failure) when (failure is UnauthorizedAccessException or IOException)
        {
            throw new FileProtectionRefusedException(target, failure);
        }
    }

    private static IEnumerable<FileWeakness> FolderAndOwner(string target, UnixFileStatus status)
    {
        var folder = UnixFileStatus.Of(Path.GetDirectoryName(target) ?? "/");

        // Root and whoever owns the folder could replace the file anyway, so they are no further risk.
        if (status.Owner is { } owner && owner != Root && owner != UnixFileStatus.EffectiveUser && owner != folder.Owner)
        {
            yield return new FileWeakness(FileWeaknessKind.Owner, $"another account owns it (user number {owner.ToString(CultureInfo.InvariantCulture)})");
        }

        if (folder.Mode.HasFlag(UnixFileMode.OtherWrite) && !folder.Mode.HasFlag(UnixFileMode.StickyBit))
        {
            yield return new FileWeakness(FileWeaknessKind.Folder, $"everyone may write into its folder ({Describe(folder.Mode)}) and so replace it");
        }
    }

    private static string Verbs(UnixFileMode mode, UnixFileMode read, UnixFileMode write) =>
        (mode.HasFlag(read), mode.HasFlag(write)) switch
        {
            (true, true) => "read and change",
            (true, false) => "read",
            (false, true) => "change",
            _ => "execute",
        };

    private static string Describe(UnixFileMode mode) => $"mode 0{Convert.ToString((int)mode & 0xFFF, 8).PadLeft(3, '0')}";
}
