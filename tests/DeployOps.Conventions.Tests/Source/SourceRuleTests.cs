using DeployOps.Conventions.Tests.Support;
using Xunit;

namespace DeployOps.Conventions.Tests.Source;

public sealed class SourceRuleTests
{
    // PowerShell takes output on the pipeline's own thread only: there, one thread has to wait for the operation.
    private const string PipelinePump = "src/DeployOps/Pipeline/PipelineQueue.cs";

    [Fact]
    public void Files_stay_short() => Rule.Holds(Everywhere(SourceRules.Length));

    [Fact]
    public void A_long_file_is_caught() => Rule.Catches(SourceRules.Length("Long.cs", string.Concat(Enumerable.Repeat("line\n", 351))), "351 lines");

    [Fact]
    public void Names_say_what_a_thing_is_for() => Rule.Holds(Everywhere(SourceRules.Names));

    [Theory]
    [InlineData("Text.cs", "internal static class Text" + "Utils {", "TextUtils")]
    [InlineData("PathHelper.cs", "", "PathHelper")]
    [InlineData("Text.cs", "public readonly record struct Env" + "Manager(int X);", "EnvManager")]
    public void A_catch_all_name_is_caught(string file, string text, string naming) => Rule.Catches(SourceRules.Names(file, text), naming);

    [Fact]
    public void Nothing_blocks_but_the_pipeline_pump() =>
        Rule.Holds(SourceTree.CSharp("src").Where(file => file != PipelinePump).SelectMany(file => SourceRules.Blocking(file, SourceTree.Read(file))));

    [Theory]
    [InlineData("task.GetAwaiter().GetResult();")]
    [InlineData("task.Wait();")]
    public void A_blocking_wait_is_caught(string text) => Rule.Catches(SourceRules.Blocking("A.cs", "\n" + text), "A.cs(2)");

    [Fact]
    public void Nothing_is_left_for_later() => Rule.Holds(Everywhere(SourceRules.OpenEnds));

    [Fact]
    public void An_open_end_is_caught() => Rule.Catches(SourceRules.OpenEnds("A.cs", "// TO" + "DO: later"), "A.cs(1)");

    private static IEnumerable<string> Everywhere(Func<string, string, IEnumerable<string>> rule) =>
        SourceTree.CSharp().SelectMany(file => rule(file, SourceTree.Read(file)));
}
