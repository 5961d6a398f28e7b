using DeployOps.Conventions.Tests.Support;
using DeployOps.HelpBuilder.Cmdlets;
using Xunit;

namespace DeployOps.Conventions.Tests.Surface;

public sealed class CmdletTests
{
    private static readonly CmdletDescription Good = new() { Verb = "Get", Noun = "ReleaseLog", ClassName = "DeployOps.Releases.GetReleaseLogCommand", OutputTypes = ["System.String"] };

    internal static IReadOnlyList<CmdletDescription> Cmdlets { get; } = CmdletReader.ReadAssembly(BuiltAssemblies.Module);

    [Fact]
    public void There_are_cmdlets() => Assert.NotEmpty(Cmdlets);

    [Fact]
    public void Verbs_are_approved_nouns_singular_and_classes_named_after_both() => Rule.Holds(Cmdlets.SelectMany(CmdletRules.Names));

    [Theory]
    [InlineData("Gate", "ReleaseLog", "GateReleaseLogCommand", "no approved verb")]
    [InlineData("Get", "ReleaseLogs", "GetReleaseLogsCommand", "plural")]
    [InlineData("Get", "ReleaseLog", "ReleaseLogReader", "instead of GetReleaseLogCommand")]
    public void A_bad_name_is_caught(string verb, string noun, string className, string naming) =>
        Rule.Catches(CmdletRules.Names(Good with { Verb = verb, Noun = noun, ClassName = $"DeployOps.Releases.{className}" }), naming);

    [Theory]
    [InlineData("Address")]
    [InlineData("Status")]
    [InlineData("Analysis")]
    public void A_singular_noun_may_end_in_s(string noun) =>
        Rule.Holds(CmdletRules.Names(Good with { Noun = noun, ClassName = $"DeployOps.Get{noun}Command" }));

    [Fact]
    public void Every_cmdlet_has_a_file_named_after_its_class() => Rule.Holds(Cmdlets.SelectMany(cmdlet => CmdletRules.Files(cmdlet, SourceTree.Files)));

    [Fact]
    public void A_cmdlet_in_another_file_is_caught() => Rule.Catches(CmdletRules.Files(Good, ["src/DeployOps/Releases/ReleaseLogs.cs"]), "GetReleaseLogCommand.cs");

    [Fact]
    public void What_changes_something_can_be_asked_first_and_only_what_destroys_asks_by_itself() => Rule.Holds(Cmdlets.SelectMany(CmdletRules.ShouldProcess));

    [Theory]
    [InlineData("New", false, "Medium", "has no -WhatIf")]
    [InlineData("Get", true, "Medium", "changes nothing")]
    [InlineData("New", true, "High", "which is for what destroys")]
    [InlineData("Restore", true, "Medium", "must have ConfirmImpact High")]
    public void A_wrong_promise_to_ask_is_caught(string verb, bool supports, string impact, string naming) =>
        Rule.Catches(CmdletRules.ShouldProcess(Good with { Verb = verb, SupportsShouldProcess = supports, ConfirmImpact = impact }), naming);

    [Fact]
    public void No_secret_is_taken_as_text() => Rule.Holds(Cmdlets.SelectMany(CmdletRules.Secrets));

    [Theory]
    [InlineData("Password", "System.String")]
    [InlineData("AccessToken", "System.String[]")]
    public void A_secret_taken_as_text_is_caught(string name, string type) =>
        Rule.Catches(CmdletRules.Secrets(Good with { Parameters = [Parameter(name) with { TypeName = type }] }), $"-{name}");

    [Fact]
    public void Path_and_LiteralPath_go_together() => Rule.Holds(Cmdlets.SelectMany(CmdletRules.Paths));

    [Fact]
    public void A_path_without_literal_path_is_caught() =>
        Rule.Catches(CmdletRules.Paths(Good with { Parameters = [Parameter("Path") with { Wildcards = true }] }), "no -LiteralPath");

    [Fact]
    public void A_path_that_hides_its_wildcards_is_caught() =>
        Rule.Catches(CmdletRules.Paths(Good with { Parameters = [Parameter("Path"), Parameter("LiteralPath") with { Aliases = ["PSPath"] }] }), "[SupportsWildcards]");

    [Fact]
    public void A_literal_path_that_Get_ChildItem_cannot_feed_is_caught() =>
        Rule.Catches(CmdletRules.Paths(Good with { Parameters = [Parameter("LiteralPath")] }), "alias PSPath");

    [Fact]
    public void Parameter_sets_have_a_default_and_positions_are_taken_once() => Rule.Holds(Cmdlets.SelectMany(CmdletRules.Sets));

    [Fact]
    public void Parameter_sets_without_default_are_caught() =>
        Rule.Catches(CmdletRules.Sets(Good with { Parameters = [Parameter("First", set: "One"), Parameter("Second", set: "Two")] }), "none of them is the default");

    [Fact]
    public void A_position_taken_twice_is_caught() =>
        Rule.Catches(CmdletRules.Sets(Good with { Parameters = [Parameter("First", position: 0), Parameter("Second", position: 0)] }), "-First and -Second");

    [Fact]
    public void Every_cmdlet_declares_its_output() => Rule.Holds(Cmdlets.SelectMany(CmdletRules.Outputs));

    [Fact]
    public void A_cmdlet_without_declared_output_is_caught() => Rule.Catches(CmdletRules.Outputs(Good with { OutputTypes = [] }), "[OutputType]");

    internal static ParameterDescription Parameter(string name, string set = ParameterDescription.AllSets, int? position = null) => new()
    {
        Name = name,
        TypeName = "System.String",
        ShortTypeName = "String",
        Sets = new Dictionary<string, ParameterUse> { [set] = new(Mandatory: false, position, FromPipeline: false, FromPipelineByName: false, Remaining: false) },
    };
}
