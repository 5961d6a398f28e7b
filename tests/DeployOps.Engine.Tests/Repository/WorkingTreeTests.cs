using DeployOps.Engine.Repository;
using Xunit;

namespace DeployOps.Engine.Tests.Repository;

public sealed class WorkingTreeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Without_git_the_ignore_files_still_hold()
    {
        foreach (var name in new[] { "a.txt", ".env", "node_modules/x/package.json", "src/b.txt", "src/local/c.txt", ".git/config", "한글/두 번.txt" })
        {
            _folder.Write(name, "x");
        }

        _folder.Write(".gitignore", ".env\nnode_modules/\n");
        _folder.Write("src/.gitignore", "local\n");
        _folder.Write(".git/info/exclude", "a.txt\n");
        Assert.Equal([".gitignore", "src/.gitignore", "src/b.txt", "한글/두 번.txt"], WorkingTree.UnignoredFiles(_folder.Root).Order(StringComparer.Ordinal));
    }
}
