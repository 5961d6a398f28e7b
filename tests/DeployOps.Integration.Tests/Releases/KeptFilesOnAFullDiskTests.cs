using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Operations;
using DeployOps.Engine.Releases.Operations.Kept;
using DeployOps.Integration.Tests.Support;
using Xunit;

namespace DeployOps.Integration.Tests.Releases;

/// <summary>Copies of mounted files that the disk has no room for.</summary>
public sealed class KeptFilesOnAFullDiskTests
{
    [SmallDiskFact]
    public async Task Half_a_copy_does_not_take_the_room_that_the_journal_needs_and_the_file_is_named_later()
    {
        using var disk = SmallDisk.Mount();
        var project = new DeployProject { Root = disk.Root, Name = "shop" };
        var (large, small) = (Path.Combine(disk.Root, "large.conf"), Path.Combine(disk.Root, "small.conf"));
        await File.WriteAllTextAsync(large, new string('x', 140_000));
        await File.WriteAllTextAsync(small, "first");
        await Command.SucceedAsync(disk.Root, "git", "init", "-q", "--template=");
        await Command.SucceedAsync(disk.Root, "git", "add", "-A");
        var files = new KeptFiles(project, new OperationFolder(project, 1));
        var plan = ComposePlan.Parse(new CapturedText($$"""
            { "name": "shop", "services": { "front": { "image": "front:1", "volumes": [
              { "type": "bind", "source": "{{large}}", "target": "/large", "read_only": true },
              { "type": "bind", "source": "{{small}}", "target": "/small", "read_only": true }] } } }
            """));

        Assert.IsType<IOException>(await files.KeepAsync(plan, new ProcessRunner(), default), exactMatch: false);

        Assert.Empty(Directory.GetDirectories(Path.Combine(disk.Root, ".deployops/releases/files"), "*.part"));
        await File.WriteAllTextAsync(large, "second");
        await File.WriteAllTextAsync(small, "second");
        Assert.Equal(small, Assert.Single(files.Changed()).Path);
        Assert.Contains(files.Tell("01"), note => note.StartsWith("large.conf: changed after 01, and there is no copy", StringComparison.Ordinal));
    }
}
