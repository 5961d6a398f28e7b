using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Project;
using Xunit;

namespace DeployOps.Engine.Tests.Compose.Stacks;

/// <summary>Each expectation was observed with Docker Compose 2.26.1 (<c>docker compose config</c>).</summary>
public sealed class StackNameTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("Stack.Name-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("name: ${STACK:-My.Shop}", "", null, "myshop")]
    [InlineData("name: ${STACK:-My.Shop}", "STACK=Other", null, "other")]
    [InlineData("name: shop", "COMPOSE_PROJECT_NAME=from-file", null, "from-file")]
    [InlineData("name: shop", "COMPOSE_PROJECT_NAME=from-file", "from-process", "from-process")]
    [InlineData("name: shop", "COMPOSE_PROJECT_NAME=from-file", "", "shop")]
    [InlineData("name: shop", "COMPOSE_PROJECT_NAME=", null, "shop")]
    public void The_name_is_the_one_compose_takes(string first, string envFile, string? variable, string expected)
    {
        Write(first, envFile);
        Assert.Equal(expected, StackName.Of(ProjectReader.Find(_folder.FullName), name => name == "COMPOSE_PROJECT_NAME" ? variable : null));
    }

    [Fact]
    public void Without_a_name_it_is_the_folder_s_without_what_a_name_may_not_hold()
    {
        Write("x-nothing: 1", "");
        Assert.Equal(_folder.Name.ToLowerInvariant().Replace(".", "", StringComparison.Ordinal), StackName.Of(ProjectReader.Find(_folder.FullName), _ => null));
    }

    private void Write(string first, string envFile)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "compose.yaml"), $"{first}\nservices:\n  a: {{ image: b:1 }}\n");
        File.WriteAllText(Path.Combine(_folder.FullName, ".env"), envFile + "\n");
    }
}
