using System.Xml.Linq;
using DeployOps.Conventions.Tests.Support;
using Xunit;

namespace DeployOps.Conventions.Tests.Repository;

public sealed class RepositoryTests
{
    private static readonly string[] Standing = [".editorconfig", ".gitattributes", ".gitignore", "DeployOps.psd1", "DeployOps.slnx", "Directory.Build.props", "Directory.Packages.props", "LICENSE", "build.ps1", "global.json"];
    private static readonly string[] Strict = ["TreatWarningsAsErrors", "Nullable", "AnalysisLevel", "EnforceCodeStyleInBuild", "GenerateDocumentationFile"];

    // Files of fixtures are as they are on purpose: with marks, without line ends, with odd bytes.
    private static IEnumerable<string> OwnText => SourceTree.TextFiles.Where(file => !file.Contains("/Fixtures/", StringComparison.Ordinal));

    [Fact]
    public void What_every_clone_needs_is_there() => Assert.All(Standing, file => Assert.Contains(file, SourceTree.Files));

    [Fact]
    public void No_file_names_the_host_of_a_package_registry() => Rule.Holds(OwnText.SelectMany(file => RepositoryRules.Hosts(file, SourceTree.Read(file))));

    [Fact]
    public void A_registry_host_is_caught() => Rule.Catches(RepositoryRules.Hosts("a.md", "see api.nuget" + ".org"), "a.md(1)");

    [Fact]
    public void No_file_names_a_path_of_one_machine() => Rule.Holds(OwnText.SelectMany(file => RepositoryRules.MachinePaths(file, SourceTree.Read(file))));

    [Theory]
    [InlineData("cd /wo" + "rk/main")]
    [InlineData("\"/ro" + "ot/.config\"")]
    [InlineData("/ho" + "me/somebody/src")]
    public void A_machine_path_is_caught(string text) => Rule.Catches(RepositoryRules.MachinePaths("a.md", text), "a.md(1)");

    [Theory]
    [InlineData("./artifacts/wo" + "rk/x")]
    [InlineData("docs/home/page")]
    public void A_relative_path_is_none(string text) => Rule.Holds(RepositoryRules.MachinePaths("a.md", text));

    [Fact]
    public void Texts_end_with_a_line_end_and_begin_without_a_mark() => Rule.Holds(OwnText.SelectMany(file => RepositoryRules.Endings(file, SourceTree.Read(file))));

    [Fact]
    public void A_text_without_line_end_is_caught() => Rule.Catches(RepositoryRules.Endings("a.md", "text"), "line end");

    [Fact]
    public void The_build_is_strict_in_one_place()
    {
        var settings = XDocument.Load(SourceTree.FullPath("Directory.Build.props")).Descendants().Select(element => element.Name.LocalName).ToList();
        Assert.All(Strict, setting => Assert.Contains(setting, settings));

        // The library of the benchmarks restores with warnings that nothing here can mend; it ships nowhere.
        Rule.Holds(Projects().Where(file => !file.StartsWith("benchmarks/", StringComparison.Ordinal)).SelectMany(file => RepositoryRules.Project(file, XDocument.Load(SourceTree.FullPath(file)))));
    }

    [Theory]
    [InlineData("<Project><PackageReference Include='A' Version='1' /></Project>", "names a version")]
    [InlineData("<Project><NoWarn>CS1591</NoWarn></Project>", "sets NoWarn")]
    public void A_loosened_project_is_caught(string project, string naming) => Rule.Catches(RepositoryRules.Project("a.csproj", XDocument.Parse(project)), naming);

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var listed = XDocument.Load(SourceTree.FullPath("DeployOps.slnx")).Descendants("Project").Select(project => project.Attribute("Path")!.Value);
        Assert.Equal(Projects().Where(file => !file.StartsWith("benchmarks/", StringComparison.Ordinal)), listed.Where(file => !file.StartsWith("benchmarks/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Projects() =>
        SourceTree.Files.Where(file => file.EndsWith(".csproj", StringComparison.Ordinal) && !file.StartsWith("samples/", StringComparison.Ordinal));
}
