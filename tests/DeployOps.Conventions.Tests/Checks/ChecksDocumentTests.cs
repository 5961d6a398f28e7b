using DeployOps.Conventions.Tests.Support;
using DeployOps.Engine.Checks;
using Xunit;

namespace DeployOps.Conventions.Tests.Checks;

public sealed class ChecksDocumentTests
{
    private const string Page = "docs/checks.md";
    private const string Renew = "DEPLOYOPS_RENEW_DOCS";

    [Fact]
    public void The_list_of_checks_is_up_to_date()
    {
        var wanted = ChecksDocument.Render(CheckCatalog.All);
        if (Environment.GetEnvironmentVariable(Renew) == "1")
        {
            File.WriteAllText(SourceTree.FullPath(Page), wanted);
        }

        var found = File.Exists(SourceTree.FullPath(Page)) ? SourceTree.Read(Page).ReplaceLineEndings("\n") : "";
        Assert.True(
            wanted == found,
            $"{Page} is out of date. Make it anew: set the environment variable {Renew}=1 and run 'dotnet test tests/DeployOps.Conventions.Tests --filter ChecksDocument'.");
    }
}
