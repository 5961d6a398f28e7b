using DeployOps.Conventions.Tests.Support;
using Xunit;

namespace DeployOps.Conventions.Tests.Source;

public sealed class SourceRuleTests
{
    private static readonly string[] MayBlock =
    [
        // PowerShell takes output on the pipeline's own thread only: there, one thread has to wait for the operation.
        "src/DeployOps/Pipeline/PipelineQueue.cs",
        // Two halves of one computation: the thread that waits has done its own half meanwhile, and no input or output is waited for.
        "src/DeployOps.Engine/Redaction/RedactionWindow.cs",
        // A reader on a thread of its own: waiting for the next bytes is all that the thread is for.
        "src/DeployOps.Engine/Backups/Stores/Redis/ChunkStream.cs",
    ];

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
    public void Nothing_blocks_a_thread_but_where_it_must() =>
        Rule.Holds(SourceTree.CSharp("src").Where(file => !MayBlock.Contains(file)).SelectMany(file => SourceRules.Blocking(file, SourceTree.Read(file))));

    [Theory]
    [InlineData("task.GetAwaiter().GetResult();")]
    [InlineData("task.Wait();")]
    public void A_blocking_wait_is_caught(string text) => Rule.Catches(SourceRules.Blocking("A.cs", "\n" + text), "A.cs(2)");

    [Fact]
    public void Only_the_room_of_redaction_masks() =>
        Rule.Holds(SourceTree.CSharp("src").Where(file => !file.Contains("/Redaction/", StringComparison.Ordinal)).SelectMany(file => SourceRules.Masks(file, SourceTree.Read(file))));

    [Fact]
    public void A_mask_made_elsewhere_is_caught() => Rule.Catches(SourceRules.Masks("A.cs", "/// shown as \"***\"\nreturn \"***\";"), "A.cs(2)");

    [Fact]
    public void Nothing_is_left_for_later() => Rule.Holds(Everywhere(SourceRules.OpenEnds));

    [Fact]
    public void An_open_end_is_caught() => Rule.Catches(SourceRules.OpenEnds("A.cs", "// TO" + "DO: later"), "A.cs(1)");

    private static IEnumerable<string> Everywhere(Func<string, string, IEnumerable<string>> rule) =>
        SourceTree.CSharp().SelectMany(file => rule(file, SourceTree.Read(file)));
}
