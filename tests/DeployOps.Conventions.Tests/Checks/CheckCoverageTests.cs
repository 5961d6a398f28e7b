using System.Text.RegularExpressions;
using DeployOps.Conventions.Tests.Support;
using DeployOps.Engine.Checks;
using Xunit;

namespace DeployOps.Conventions.Tests.Checks;

/// <summary>No check without a test: each is named, by identifier or class, in the tests of its family or on real parts.</summary>
public sealed class CheckCoverageTests
{
    [Fact]
    public void Every_check_is_named_by_a_test_of_its_family()
    {
        var untested = CheckCatalog.All.Where(check => !IsNamed(check, TestsOf(check.Descriptor.Family))).Select(check => check.Descriptor.Id);
        Assert.Empty(untested);
    }

    [Fact]
    public void A_check_that_no_test_names_is_found() =>
        Assert.False(IsNamed(CheckCatalog.All[0], "a test that speaks of something else"));

    private static bool IsNamed(ICheck check, string tests) =>
        Regex.IsMatch(tests, $@"\b({check.Descriptor.Id}|{check.GetType().Name})\b")
        || FixturesNamed(check.Descriptor.Id, tests);

    // Fixtures of the compose family are files and folders named after the identifier.
    private static bool FixturesNamed(string id, string tests) => tests.Contains($"/{id}/", StringComparison.Ordinal);

    private static string TestsOf(CheckFamily family)
    {
        string[] folders = [$"tests/DeployOps.Engine.Tests/Checks/{family}", "tests/DeployOps.Integration.Tests"];
        return string.Concat(folders
            .Select(SourceTree.FullPath)
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .Select(file => file.EndsWith(".cs", StringComparison.Ordinal) ? File.ReadAllText(file) : file.Replace('\\', '/') + "\n"));
    }
}
