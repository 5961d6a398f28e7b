using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Processes;
using Xunit;

namespace DeployOps.Engine.Tests.Compose.Stacks;

public sealed class ContainerReaderTests
{
    [Fact]
    public void What_is_mounted_and_whose_place_was_taken_is_read()
    {
        var unnamed = new string('7', 64);
        var container = Assert.Single(ContainerReader.Read(new CapturedText($$$"""
            [{"Id":"1","Config":{"Labels":{"com.docker.compose.replace":"62ebee"}},"Mounts":[
              {"Type":"volume","Name":"shop_data","Source":"/var/lib/docker/volumes/shop_data/_data","Destination":"/data","RW":true},
              {"Type":"volume","Name":"{{{unnamed}}}","Source":"/var/lib/docker/volumes/x/_data","Destination":"/cache","RW":true},
              {"Type":"bind","Source":"/srv/settings","Destination":"/s","RW":false},
              {"Type":"tmpfs","Source":"","Destination":"/t","RW":true}]}]
            """)));

        Assert.Equal("62ebee", container.Replaces);
        Assert.Equal(
            [
                new ContainerMount("volume", "shop_data", "/data", IsWritable: true),
                new ContainerMount("volume", unnamed, "/cache", IsWritable: true),
                new ContainerMount("bind", "/srv/settings", "/s", IsWritable: false),
                new ContainerMount("tmpfs", "", "/t", IsWritable: true),
            ],
            container.Mounts);
        Assert.Equal([false, true, false, false], container.Mounts.Select(mount => mount.IsUnnamedVolume));
    }

    [Fact]
    public void A_container_without_mounts_has_none()
    {
        var container = Assert.Single(ContainerReader.Read(new CapturedText("""[{"Id":"1"}]""")));

        Assert.Empty(container.Mounts);
        Assert.Equal("", container.Replaces);
    }
}
