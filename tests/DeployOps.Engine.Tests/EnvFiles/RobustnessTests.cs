using System.Text;
using DeployOps.Engine.EnvFiles;
using DeployOps.Engine.EnvFiles.Dialects;
using Xunit;

namespace DeployOps.Engine.Tests.EnvFiles;

/// <summary>Garbage, depth and size: only the named error, and time that grows with the size.</summary>
public sealed class RobustnessTests
{
    private const int Rounds = 40_000;
    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(15);

    [Fact]
    public void Garbage_gives_values_or_the_named_error_and_nothing_else()
    {
        const string Alphabet = "AB=:\n\r\t '\"\\#${}-+?[]._0n\u00A0\u3000é\uD800\uDC00\0\uFEFFexport";
        var random = new Random(1);
        for (var round = 0; round < Rounds; round++)
        {
            var text = new StringBuilder();
            for (var count = random.Next(40); count > 0; count--)
            {
                text.Append(random.Next(12) == 0 ? (char)random.Next(char.MaxValue) : Alphabet[random.Next(Alphabet.Length)]);
            }

            Try(text.ToString());
        }
    }

    public static TheoryData<string, string> LargeTexts()
    {
        const int Many = 300_000;
        return new TheoryData<string, string>
        {
            { "nested defaults", "A=" + Repeat("${A:-", Many) + Repeat("}", Many) },
            { "nested defaults, half closed", "A=" + Repeat("${A:-", Many) + Repeat("}", Many / 2) },
            { "nested defaults, never closed", "A=" + Repeat("${A:-", Many) },
            { "nested defaults, closed once", "A=" + Repeat("${A:-x", Many) + "}" },
            { "defaults in a row", "A=" + Repeat("${A:-x}", Many) },
            { "defaults in a row over lines", "A=\"" + Repeat("${A:-x}\n", Many) + "\"" },
            { "open braces", "A=${A:-" + Repeat("{", Many) + "}" },
            { "dollars", "A=" + Repeat("$", Many) },
            { "names", "A=" + Repeat("$B ", Many) },
            { "different names", "A=" + string.Concat(Enumerable.Range(0, Many).Select(number => $"$B{number}")) },
            { "statements on one line", Repeat("A=\"x\"", Many) },
            { "backslashes", "A=\"" + Repeat("\\", Many) + "\"" },
            { "open quotes", Repeat("A='\\''", Many) + "B='" },
            { "spaces before hashes", "A=" + Repeat(" ", Many) + "x" + Repeat(" ", Many) },
            { "comments", Repeat("#\n", Many) },
            { "bare keys", Repeat("A\n", Many) },
            { "a long key", Repeat("A", Many) + "=1" },
        };
    }

    [Theory]
    [MemberData(nameof(LargeTexts))]
    public void Size_and_depth_cost_linear_time_and_no_stack(string name, string text)
    {
        Assert.NotEmpty(name);
        var clock = new ProcessorTime();

        Try(text);

        Assert.True(clock.Used < Generous, $"{clock.Used} for {text.Length} characters");
    }

    [Fact]
    public void Values_that_double_each_other_stop_at_a_limit()
    {
        var text = new StringBuilder("A0=xxxxxxxxxxxxxxxx\n");
        for (var number = 1; number < 64; number++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"A{number}=$A{number - 1}$A{number - 1}\n");
        }

        var exception = Assert.Throws<EnvFileFormatException>(() => EnvFile.Parse(text.ToString(), _ => null));

        Assert.Equal(EnvFileFormatReason.ExpansionTooLarge, exception.Reason);
    }

    [Fact]
    public void Work_for_defaults_that_are_thrown_away_is_limited_too()
    {
        var text = "A=" + Repeat("x", 1_000_000) + "\nB=" + Repeat("${UNSET+$A}", 100_000);

        Assert.Equal(EnvFileFormatReason.ExpansionTooLarge, Assert.Throws<EnvFileFormatException>(() => EnvFile.Parse(text, _ => null)).Reason);
    }

    [Fact]
    public void The_dialects_survive_garbage_too()
    {
        const string Alphabet = "AB=:\n\r '\"`\\#${}-é\u2028\uFEFF";
        var random = new Random(2);
        for (var round = 0; round < 5_000; round++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(40)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
            foreach (var dialect in Enum.GetValues<EnvDialect>())
            {
                _ = EnvFileDialects.Read(dialect, text, _ => null);
            }
        }
    }

    private static void Try(string text)
    {
        try
        {
            _ = EnvFile.Parse(text, name => name == "B" ? "b" : null);
        }
        catch (EnvFileFormatException exception)
        {
            Assert.True(exception.Line >= 1 && exception.Column >= 1);
        }
    }

    private static string Repeat(string text, int count) => new StringBuilder(text.Length * count).Insert(0, text, count).ToString();
}
