using DeployOps.Engine.Files;
using DeployOps.Engine.Tests.Repository;
using Xunit;

namespace DeployOps.Engine.Tests.Files;

public sealed class VolumesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Two_folders_side_by_side_are_on_one_volume()
    {
        Assert.True(Volumes.AreSame(Directory.CreateDirectory(_folder["one"]).FullName, Directory.CreateDirectory(_folder["other"]).FullName));
    }

    [Fact]
    public void Another_mount_is_another_volume_also_when_a_link_leads_there()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        Directory.CreateSymbolicLink(_folder["link"], "/proc");

        Assert.False(Volumes.AreSame(_folder.Root, "/proc/self"));
        Assert.False(Volumes.AreSame(_folder.Root, _folder["link"]));
    }
}
