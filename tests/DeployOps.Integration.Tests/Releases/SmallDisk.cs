using DeployOps.Integration.Tests.Requirements;

namespace DeployOps.Integration.Tests.Releases;

/// <summary>A disk of a few hundred kilobytes in memory, which fills up quickly.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("deployops-disk-");

    private SmallDisk(bool mounted) => IsMounted = mounted;

    /// <summary>Mounting such a disk: root, on Linux, outside of a container that forbids it.</summary>
    public static RequiredPart Part { get; } = new("a mountable tmpfs", "run as root on Linux where mounting is allowed", () =>
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        using var disk = Mount();
        return disk.IsMounted;
    });

    public string Root => _folder.FullName;

    public bool IsMounted { get; private set; }

    public static SmallDisk Mount()
    {
        var disk = new SmallDisk(mounted: false);
        disk.IsMounted = RequiredPart.Answers("mount", "-t", "tmpfs", "-o", "size=256k", "deployops-test", disk.Root);
        return disk;
    }

    public bool MakeReadOnly() => RequiredPart.Answers("mount", "-o", "remount,ro", Root);

    /// <summary>Lets other accounts look into the folder, but write nothing.</summary>
    public void LetEverybodyIn() => RequiredPart.Answers("chmod", "755", Root);

    public void Dispose()
    {
        if (IsMounted)
        {
            RequiredPart.Answers("umount", Root);
        }

        _folder.Delete(recursive: true);
    }
}
