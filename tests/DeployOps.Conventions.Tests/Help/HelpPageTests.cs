using System.Xml.Linq;
using DeployOps.Conventions.Tests.Support;
using DeployOps.Conventions.Tests.Surface;
using DeployOps.HelpBuilder;
using DeployOps.HelpBuilder.Cmdlets;
using DeployOps.HelpBuilder.HelpFiles;
using DeployOps.HelpBuilder.Pages;
using Xunit;

namespace DeployOps.Conventions.Tests.Help;

public sealed class HelpPageTests
{
    private const string PagesFolder = "docs/help";

    private static readonly string[] GoodPage =
    [
        "# Get-ReleaseLog", "", "## Synopsis", "", "Reads.", "", "## Description", "", "Reads at length.", "",
        "## Parameters", "", "### -Last", "", "How many.", "", "Default: all.", "",
        "## Inputs", "", "### None", "", "## Outputs", "", "### System.String", "", "Text.", "",
        "## Examples", "", "### One", "", "```powershell", "# a comment is no heading", "Get-ReleaseLog", "```", "", "It reads.", "",
        "### Two", "", "```powershell", "Get-ReleaseLog -Last 3", "```", "", "It reads three.", "",
        "## Notes", "", "None.", "", "## Links", "", "- [Get-ReleaseLog](Get-ReleaseLog.md)",
    ];

    private static readonly CmdletDescription Cmdlet = new()
    {
        Verb = "Get",
        Noun = "ReleaseLog",
        ClassName = "DeployOps.GetReleaseLogCommand",
        Parameters = [CmdletTests.Parameter("Last")],
        OutputTypes = ["System.String"],
    };

    [Fact]
    public void Every_cmdlet_has_a_page_with_every_parameter_and_two_examples() =>
        Rule.Holds(HelpRules.Compare(CmdletTests.Cmdlets, HelpPageReader.ReadFolder(SourceTree.FullPath(PagesFolder)), PagesFolder).Select(problem => problem.ToString()));

    [Fact]
    public void A_good_page_has_no_problem() => Rule.Holds(Problems(GoodPage));

    [Theory]
    [InlineData("### -Last", null, "(11): error HELP004: -Last has no text")]
    [InlineData("How many.|Default: all.", null, "(13): error HELP004: -Last has no text below")]
    [InlineData("### -Last", "### -Newest", "(13): error HELP005: Get-ReleaseLog has no parameter -Newest")]
    [InlineData("### Two", null, "(29): error HELP007: 1 example(s)")]
    [InlineData("Reads.", null, "(3): error HELP003: '## Synopsis' is missing or empty")]
    [InlineData("It reads three.", null, "(40): error HELP008: an example needs")]
    [InlineData("### System.String", "### System.Int32", "(23): error HELP009: the output System.String is not described")]
    [InlineData("### None", "### System.String", "(21): error HELP010: no parameter takes pipeline input")]
    [InlineData("## Notes", "## Remarks", "(48): error HELP000: '## Remarks' is none of")]
    [InlineData("- [Get-ReleaseLog](Get-ReleaseLog.md)", "- [Get-Log](Get-Log.md)", "(54): error HELP011: the link leads to Get-Log.md")]
    [InlineData("# Get-ReleaseLog", "# Get-Log", "(1): error HELP000: the page is named Get-ReleaseLog.md and speaks of Get-Log")]
    public void A_bad_page_is_caught_with_its_line(string lines, string? instead, string naming)
    {
        var page = GoodPage.Select(line => lines.Split('|').Contains(line) ? instead ?? "" : line).ToArray();
        Assert.Contains(Problems(page), problem => problem.Contains(naming, StringComparison.Ordinal));
    }

    [Fact]
    public void A_cmdlet_without_page_and_a_page_without_cmdlet_are_caught()
    {
        Rule.Catches(HelpRules.Compare([Cmdlet], [], PagesFolder).Select(problem => problem.ToString()), "error HELP001: Get-ReleaseLog has no help page");
        Rule.Catches(HelpRules.Compare([], [Parse(GoodPage)], PagesFolder).Select(problem => problem.ToString()), "error HELP002: there is no cmdlet Get-ReleaseLog");
    }

    [Fact]
    public void A_syntax_line_tells_what_is_required_positional_piped_and_accepted()
    {
        var mode = CmdletTests.Parameter("Mode", position: 1) with { AcceptedValues = ["Fast", "Safe"] };
        var last = CmdletTests.Parameter("Last") with
        {
            Sets = new Dictionary<string, ParameterUse> { ["Some"] = new(Mandatory: true, 0, FromPipeline: true, FromPipelineByName: false, Remaining: false) },
        };
        var all = CmdletTests.Parameter("All", set: "Every") with { IsSwitch = true };
        var cmdlet = Cmdlet with { Parameters = [mode, last, all], DefaultParameterSet = "Some", SupportsShouldProcess = true };
        var help = XDocument.Parse(MamlDocument.Render([cmdlet], [Parse(GoodPage)]));

        var syntax = help.Descendants().Where(element => element.Name.LocalName == "syntaxItem").ToList();
        Assert.Equal(["Last Mode WhatIf Confirm", "Mode All WhatIf Confirm"], syntax.Select(item => string.Join(' ', ParametersOf(item).Select(NameOf))));
        var first = ParametersOf(syntax[0])[0];
        Assert.Equal(("true", "0", "True (ByValue)"), (first.Attribute("required")!.Value, first.Attribute("position")!.Value, first.Attribute("pipelineInput")!.Value));
        Assert.Equal(["Fast", "Safe"], ParametersOf(syntax[0])[1].Descendants().Where(element => element.Parent!.Name.LocalName == "parameterValueGroup").Select(element => element.Value));
        Assert.DoesNotContain(ParametersOf(syntax[1])[1].Elements(), element => element.Name.LocalName == "parameterValue");
        Assert.Equal("all", help.Descendants().First(element => element.Name.LocalName == "defaultValue").Value);
    }

    [Fact]
    public void The_built_help_file_has_every_cmdlet()
    {
        var help = XDocument.Load(SourceTree.FullPath("en-US/DeployOps.dll-Help.xml"));
        var names = help.Root!.Elements().Select(command => command.Elements().First().Elements().First().Value);
        Assert.Equal(CmdletTests.Cmdlets.Select(cmdlet => cmdlet.Name), names);
    }

    [Fact]
    public void The_overview_speaks_of_every_cmdlet()
    {
        var overview = SourceTree.Read("module/en-US/about_DeployOps.help.txt");
        Assert.All(CmdletTests.Cmdlets, cmdlet => Assert.Contains(cmdlet.Name, overview, StringComparison.Ordinal));
        Assert.All(overview.Split('\n'), line => Assert.True(line.Length <= 80, line));
    }

    private static List<XElement> ParametersOf(XElement syntax) => [.. syntax.Elements().Where(element => element.Name.LocalName == "parameter")];

    private static string NameOf(XElement parameter) => parameter.Elements().First().Value;

    private static HelpPage Parse(string[] lines) => HelpPageReader.Parse($"{PagesFolder}/Get-ReleaseLog.md", lines);

    private static IEnumerable<string> Problems(string[] page) => HelpRules.Compare([Cmdlet], [Parse(page)], PagesFolder).Select(problem => problem.ToString());
}
