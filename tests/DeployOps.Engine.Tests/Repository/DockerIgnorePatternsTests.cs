using DeployOps.Engine.Repository.Ignoring;
using Xunit;

namespace DeployOps.Engine.Tests.Repository;

public sealed class DockerIgnorePatternsTests
{
    [Theory]
    [InlineData("*.md", "README.md", true)]
    [InlineData("*.md", "docs/README.md", false)]
    [InlineData("**/*.md", "docs/a/README.md", true)]
    [InlineData("**/*.md", "README.md", true)]
    [InlineData("docs", "docs/deep/file.txt", true)]
    [InlineData("docs/", "docs/deep/file.txt", true)]
    [InlineData("/docs", "docs/file.txt", true)]
    [InlineData("docs", "src/docs/file.txt", false)]
    [InlineData("**/docs", "src/docs/file.txt", true)]
    [InlineData("./a/../docs", "docs/x", true)]
    [InlineData("docs/**", "docs/x", true)]
    [InlineData("docs/*", "docs/x/y", true)]
    [InlineData(".env*", ".env.prod", true)]
    [InlineData(".env*", "backend/.env", false)]
    [InlineData("**/.env*", "backend/.env", true)]
    [InlineData("**key", "monkey", true)]
    [InlineData("# .env", ".env", false)]
    [InlineData("  .env  ", ".env", true)]
    [InlineData(" # .env", " # .env", false)]
    [InlineData("*\n!keep", "keep", false)]
    [InlineData("*\n!keep/inner", "keep/inner", false)]
    [InlineData("*\n!keep/inner", "keep/other", true)]
    [InlineData("!keep\n*", "keep", true)]
    [InlineData(".env*\r\n!.env.sample\r\n", ".env.sample", false)]
    [InlineData(".env*\r\n!.env.sample\r\n", ".env.prod", true)]
    [InlineData("\uFEFF.env", ".env", true)]
    [InlineData("[a-c].key", "b.key", true)]
    [InlineData("[^a-c].key", "b.key", false)]
    [InlineData("a?c", "a/c", false)]
    [InlineData("a\\*c", "a*c", true)]
    [InlineData("a\\*c", "abc", false)]
    [InlineData("temp/한*", "temp/한글.md", true)]
    [InlineData("a+(b)", "a+(b)", true)]
    public void A_path_is_kept_out_as_the_builder_does(string file, string path, bool excluded) =>
        Assert.Equal(excluded, DockerIgnorePatterns.Parse(file).IsExcluded(path));

    [Theory]
    [InlineData("a\n\n[b", 3)]
    [InlineData("!", 1)]
    [InlineData("# comment\na\\", 2)]
    [InlineData("[]", 1)]
    [InlineData("[a-]", 1)]
    public void A_line_that_stops_a_build_is_named(string file, int line) =>
        Assert.Equal(line, Assert.Throws<DockerIgnoreFormatException>(() => DockerIgnorePatterns.Parse(file)).Line);

    [Fact]
    public void A_folder_that_is_kept_out_is_entered_only_when_something_may_come_back()
    {
        var patterns = DockerIgnorePatterns.Parse("docs\nnode_modules\n!docs/keep.txt");
        Assert.True(patterns.MayReinclude("docs"));
        Assert.False(patterns.MayReinclude("node_modules"));
        Assert.True(DockerIgnorePatterns.Parse("docs\n!**/keep.txt").MayReinclude("docs"));
    }

    [Fact]
    public void Any_text_is_read_or_refused_by_name()
    {
        var random = new Random(7);
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => "ab*?[]!^-\\/.#\n \t한{}()|+$"[random.Next(24)]));
            try
            {
                DockerIgnorePatterns.Parse(text).IsExcluded("a/b/한.txt");
            }
            catch (DockerIgnoreFormatException)
            {
                // Named, with its line.
            }
        }
    }
}
