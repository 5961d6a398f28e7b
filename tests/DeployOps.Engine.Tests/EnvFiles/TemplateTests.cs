using DeployOps.Engine.EnvFiles;
using Xunit;

namespace DeployOps.Engine.Tests.EnvFiles;

/// <summary>Samples filled in, and files completed.</summary>
public sealed class TemplateTests
{
    [Theory]
    [InlineData("# c\nA=\n\nB=x # why\n", "# c\nA='a#b'\n\nB='a#b' # why\n")]
    [InlineData("A\r\nB\r\n", "A='a#b'\r\nB='a#b'\r\n")]
    [InlineData("A=1\nB", "A='a#b'\nB='a#b'")]
    [InlineData("A= # fill in\n", "A='a#b' # fill in\n")]
    [InlineData("export A = \"old\"# c\n", "export A = 'a#b' # c\n")]
    [InlineData("A=\"x\"B='y'\n", "A='a#b'\nB='a#b'\n")]
    [InlineData("A='x\ny'\t# c\n", "A='a#b' # c\n")]
    [InlineData("\uFEFFA=\n", "\uFEFFA='a#b'\n")]
    public void Lines_and_comments_stay(string sample, string expected) =>
        Assert.Equal(expected, EnvFileTemplate.Render(sample, (_, _) => "a#b"));

    [Theory]
    [InlineData("A=x # c\n", "A=\"\" # c\n")]
    [InlineData("A= # c\n", "A=\"\" # c\n")]
    [InlineData("A=x\n", "A=\n")]
    [InlineData("A\n", "A=\n")]
    public void An_empty_value_does_not_swallow_the_comment(string sample, string expected) =>
        Assert.Equal(expected, EnvFileTemplate.Render(sample, (_, _) => string.Empty));

    [Fact]
    public void The_comment_is_handed_over_and_null_leaves_the_line()
    {
        var seen = new List<string?>();

        var text = EnvFileTemplate.Render("# head\n\n# one\n#two\nA=1 # three\nB=\"${X:?}\"\n", (key, comment) =>
        {
            seen.Add($"{key}:{comment}");
            return key == "A" ? "2" : null;
        });

        Assert.Equal(["A:one\ntwo\nthree", "B:"], seen);
        Assert.Equal("# head\n\n# one\n#two\nA=2 # three\nB=\"${X:?}\"\n", text);
    }

    [Theory]
    [InlineData("A=1\n", "# b\nB=v\n")]
    [InlineData("A=1", "\n# b\nB=v\n")]
    [InlineData("\uFEFFA=1\r\n", "# b\r\nB=v\r\n")]
    [InlineData("A=1\r\n# end", "\r\n# b\r\nB=v\r\n")]
    [InlineData("A", "\n# b\nB=v\n")]
    [InlineData("A=1\nB\n", "")]
    public void Only_missing_keys_are_appended_in_the_files_own_style(string existing, string addition) =>
        Assert.Equal(addition, EnvFileTemplate.Addition(existing, "A=0\r\n# b\r\nB=0\r\n", (_, _) => "v"));

    [Fact]
    public void A_value_of_several_lines_keeps_its_line_ends_in_a_file_of_windows()
    {
        var addition = EnvFileTemplate.Addition("A=1\r\n", "B=\n", (_, _) => "one\ntwo");

        Assert.Equal("one\ntwo", EnvFile.Parse("A=1\r\n" + addition, _ => null).Values["B"]);
    }

    [Fact]
    public void Random_samples_filled_with_random_values_read_back()
    {
        string[] lines = ["A=\n", "B\n", "C=x # c\n", "# d\n", "D='q'# c\n", "E=\"q\"\t\r\n", "\n", "F: y\n", "G= # fill\n", "export H=1\r\n", "I=\"a\nb\"", "J=z"];
        string[] values = ["", "x", "a b", "#", " # ", "'", "\"", "$A", "a\nb", "\\", "x\\", "한글", "a'b\"c`d$e#f"];
        var random = new Random(4);
        for (var round = 0; round < 3_000; round++)
        {
            var sample = string.Concat(random.GetItems(lines, random.Next(1, 8)));
            var wanted = new Dictionary<string, string>();
            try
            {
                _ = EnvFile.Parse(sample, _ => "x");
            }
            catch (EnvFileFormatException)
            {
                continue;
            }

            var text = EnvFileTemplate.Render(sample, (key, _) => EnvKeys.IsUsual(key) ? wanted[key] = values[random.Next(values.Length)] : null);

            var read = EnvFile.Parse(text, _ => null).Values;
            Assert.All(wanted, pair => Assert.Equal(pair.Value, read[pair.Key]));
        }
    }
}
