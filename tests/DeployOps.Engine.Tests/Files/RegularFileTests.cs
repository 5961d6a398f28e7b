using DeployOps.Engine.Checks.Hygiene;
using DeployOps.Engine.Compose;
using DeployOps.Engine.Files;
using DeployOps.Engine.Files.Permissions;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Repository.Ignoring;
using Xunit;

namespace DeployOps.Engine.Tests.Files;

/// <summary>A device has no end and a pipe may never begin: both are refused before they are opened.</summary>
public sealed class RegularFileTests
{
    [UnixFact]
    public async Task A_device_is_no_release_log()
    {
        using var folder = new LogFolder();
        File.CreateSymbolicLink(folder.Log, "/dev/zero");

        await Assert.ThrowsAsync<NotARegularFileException>(() => folder.AppendAsync("text"));
        Assert.Throws<NotARegularFileException>(() => BlockLogReader.Open(folder.Log));
    }

    [UnixFact]
    public void A_device_is_no_ignore_file()
    {
        using var folder = new LogFolder();
        File.CreateSymbolicLink(Path.Combine(folder.Root, ".gitignore"), "/dev/zero");
        File.CreateSymbolicLink(Path.Combine(folder.Root, ".dockerignore"), "/dev/zero");

        Assert.Throws<NotARegularFileException>(() => GitIgnoreTree.Open(folder.Root, withExclude: false).IsIgnored("a.txt", isFolder: false));
        Assert.Throws<NotARegularFileException>(() => new BuildContext("web", folder.Root, "Dockerfile", []).ReadPatterns());
    }

    [UnixFact]
    public void A_device_is_no_compose_file()
    {
        using var folder = new LogFolder();
        File.CreateSymbolicLink(Path.Combine(folder.Root, "compose.yaml"), "/dev/zero");
        var project = new DeployProject { Root = folder.Root, Name = "shop", Compose = new ComposeSettings { Files = ["compose.yaml"] } };

        Assert.Throws<NotARegularFileException>(() => ComposeInputs.Of(project, _ => null, tag: null));
    }
}
