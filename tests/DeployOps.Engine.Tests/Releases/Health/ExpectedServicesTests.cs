using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Releases.Health;
using DeployOps.Engine.Tests.Compose;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Health;

/// <summary>Which services a stack should run, by its files and settings.</summary>
public sealed class ExpectedServicesTests
{
    [Fact]
    public void They_are_the_active_ones_with_their_replicas_and_those_that_end()
    {
        using var compose = new ComposeText();
        var model = compose.ReadText("""
            services:
              migrate: { image: a }
              seed: { image: a }
              backend: { image: a, scale: 2, depends_on: { migrate: { condition: service_completed_successfully } } }
              worker: { image: a, deploy: { replicas: 3 } }
              parked: { image: a, deploy: { replicas: 0 } }
              tools: { image: a, profiles: [debug] }
            """);
        var project = new DeployProject { Root = compose.Folder, Name = "shop", Compose = new ComposeSettings { OneShot = ["seed"] } };

        Assert.Equal(
            [new("migrate", IsOneShot: true), new("seed", IsOneShot: true), new("backend", 2), new ExpectedService("worker", 3)],
            ExpectedServices.Of(model, project));
    }
}
