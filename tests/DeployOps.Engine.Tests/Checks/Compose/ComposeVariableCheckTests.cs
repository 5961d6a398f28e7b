using DeployOps.Engine.Checks;
using DeployOps.Engine.Checks.Compose;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;
using Xunit;

namespace DeployOps.Engine.Tests.Checks.Compose;

public sealed class ComposeVariableCheckTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("variables-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("${NOWHERE_SET}")]
    [InlineData("$NOWHERE_SET")]
    public async Task A_variable_at_several_places_is_one_finding_that_counts_them(string use)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, "compose.yaml"), $"services:\n  a:\n    image: \"{use}\"\n    user: \"{use}\"\n");
        var project = new DeployProject { Root = _folder.FullName, Name = "test", Compose = new ComposeSettings { Files = ["compose.yaml"] } };
        var findings = new List<Finding>();
        await foreach (var finding in new VariablesAreSet().RunAsync(new CheckContext(project) { ProcessEnvironment = _ => null }, CancellationToken.None))
        {
            findings.Add(finding);
        }

        Assert.EndsWith(", at 2 places", Assert.Single(findings).Message, StringComparison.Ordinal);
    }
}
