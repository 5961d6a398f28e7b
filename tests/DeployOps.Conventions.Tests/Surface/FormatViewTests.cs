using System.Xml.Linq;
using DeployOps.Conventions.Tests.Support;
using DeployOps.Engine;
using Xunit;

namespace DeployOps.Conventions.Tests.Surface;

public sealed class FormatViewTests
{
    private static readonly IReadOnlyList<string> FileNames = [.. SourceTree.Files.Where(file => file.StartsWith("module/", StringComparison.Ordinal) && file.EndsWith(".Format.ps1xml", StringComparison.Ordinal))];
    private static readonly IReadOnlyList<XDocument> Files = [.. FileNames.Select(file => XDocument.Load(SourceTree.FullPath(file)))];

    [Fact]
    public void The_manifest_lists_every_format_file() =>
        Assert.Equal(FileNames, ModuleManifest.Parse(SourceTree.Read("DeployOps.psd1"))["FormatsToProcess"]!.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_output_has_a_view() => Rule.Holds(FormatViews.Missing(CmdletTests.Cmdlets.SelectMany(cmdlet => cmdlet.OutputTypes), Files));

    [Fact]
    public void A_missing_view_is_caught() => Rule.Catches(FormatViews.Missing(["System.Boolean", "DeployOps.Engine.Nothing"], Files), "DeployOps.Engine.Nothing");

    [Fact]
    public void Views_show_types_and_properties_that_exist() => Rule.Holds(FormatViews.Stale(Files, typeof(Severity).Assembly.GetType));

    [Theory]
    [InlineData("DeployOps.Engine.Nothing", "Id", "is no type")]
    [InlineData("DeployOps.Engine.Checks.Finding", "Value", "shows Value")]
    public void A_stale_view_is_caught(string type, string property, string naming)
    {
        var file = new XDocument(new XElement("View", new XElement("TypeName", type), new XElement("PropertyName", property)));
        Rule.Catches(FormatViews.Stale([file], typeof(Severity).Assembly.GetType), naming);
    }

    [Fact]
    public void No_two_views_have_the_same_name()
    {
        var names = Files.SelectMany(file => file.Descendants("View")).Select(view => view.Element("Name")!.Value).ToList();
        Assert.Equal(names.Distinct(), names);
    }
}
