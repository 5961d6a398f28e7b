using System.Xml.Linq;
using DeployOps.Conventions.Tests.Support;
using Xunit;

namespace DeployOps.Conventions.Tests.Surface;

public sealed class ManifestTests
{
    private static readonly string[] NothingElse = ["FunctionsToExport", "VariablesToExport", "AliasesToExport"];
    private static readonly string[] Files = ["RootModule", "NestedModules", "FormatsToProcess", "TypesToProcess"];
    private static readonly ModuleManifest Manifest = ModuleManifest.Parse(SourceTree.Read("DeployOps.psd1"));

    [Fact]
    public void Exactly_the_cmdlets_there_are_are_exported_and_nothing_else() => Rule.Holds(Exports(Manifest, [.. CmdletTests.Cmdlets.Select(cmdlet => cmdlet.Name)]));

    [Theory]
    [InlineData("CmdletsToExport = @('Get-One', 'Get-Two')", "lists Get-Two")]
    [InlineData("CmdletsToExport = @()", "lacks Get-One")]
    [InlineData("CmdletsToExport = '*'", "lists *")]
    public void A_wrong_list_of_cmdlets_is_caught(string list, string naming) =>
        Assert.Contains(Exports(ModuleManifest.Parse($"    {list}\n    FunctionsToExport = @()\n    VariablesToExport = @()\n    AliasesToExport = @()\n"), ["Get-One"]), violation => violation.Contains(naming, StringComparison.Ordinal));

    [Fact]
    public void A_wildcard_export_is_caught() =>
        Rule.Catches(Exports(ModuleManifest.Parse("    CmdletsToExport = @('Get-One')\n    FunctionsToExport = '*'\n    VariablesToExport = @()\n    AliasesToExport = @()\n"), ["Get-One"]), "FunctionsToExport");

    [Fact]
    public void The_cmdlets_are_in_order() => Assert.Equal(Manifest["CmdletsToExport"]!.Order(StringComparer.Ordinal), Manifest["CmdletsToExport"]!);

    [Fact]
    public void The_manifest_names_files_that_a_build_makes() =>
        Assert.All(Files.SelectMany(key => Manifest[key]!), file => Assert.True(File.Exists(SourceTree.FullPath(file)), $"{file} is not there"));

    [Fact]
    public void The_version_is_the_one_of_the_build() =>
        Assert.Equal(XDocument.Load(SourceTree.FullPath("Directory.Build.props")).Descendants("Version").Single().Value, Assert.Single(Manifest["ModuleVersion"]!));

    [Fact]
    public void It_wants_a_PowerShell_that_runs_on_the_same_framework()
    {
        Assert.Equal(["Core"], Manifest["CompatiblePSEditions"]!);
        Assert.Equal(["7.6"], Manifest["PowerShellVersion"]!);
    }

    private static IEnumerable<string> Exports(ModuleManifest manifest, IReadOnlyList<string> cmdlets)
    {
        var listed = manifest["CmdletsToExport"] ?? [];
        foreach (var missing in cmdlets.Except(listed))
        {
            yield return $"CmdletsToExport lacks {missing}";
        }

        foreach (var unknown in listed.Except(cmdlets))
        {
            yield return $"CmdletsToExport lists {unknown}, which is no cmdlet";
        }

        foreach (var key in NothingElse.Where(key => manifest[key] is not { Count: 0 }))
        {
            yield return $"{key} must be @()";
        }
    }
}
