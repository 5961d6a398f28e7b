using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Releases.Operations;
using DeployOps.Engine.Tests.Releases.Health;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Operations;

public sealed class RestingServicesTests : IDisposable
{
    private static readonly ReleaseImage[] Images = [new("backend", "shop/backend:1", "sha256:1"), new("tool", "shop/tool:1", "sha256:2"), new("job", "shop/job:1", "sha256:3")];
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("resting-");

    [Fact]
    public async Task A_release_runs_though_services_that_are_to_have_no_container_have_none()
    {
        Keep("""{"name":"shop","services":{"backend":{"image":"b"},"tool":{"image":"t","scale":0},"job":{"image":"j","deploy":{"replicas":0}}}}""");
        var resting = await RestingServices.OfAsync(Project(), 7, CancellationToken.None);
        Assert.Equal(["job", "tool"], resting.Order(StringComparer.Ordinal));

        var look = StackLook.Of([ScriptedContainers.Container("backend")]);
        Assert.True(look.Runs(Images, resting));
        Assert.False(look.Runs(Images, new HashSet<string> { "tool" }));
        Assert.False(StackLook.Of([ScriptedContainers.Container("backend") with { ImageId = "sha256:9" }]).Runs(Images, resting));
        Assert.False(look.Runs([], resting));
    }

    [Fact]
    public async Task Without_a_plan_that_can_be_read_every_service_is_to_run()
    {
        Assert.Empty(await RestingServices.OfAsync(Project(), 7, CancellationToken.None));
        Keep("[]");
        Assert.Empty(await RestingServices.OfAsync(Project(), 7, CancellationToken.None));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private DeployProject Project() => new() { Root = _folder.FullName, Name = "shop" };

    private void Keep(string plan) => OperationFolder.Write(new OperationFolder(Project(), 7).Plan, System.Text.Encoding.UTF8.GetBytes(plan));
}
