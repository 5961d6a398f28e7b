using DeployOps.Engine.EnvFiles;
using DeployOps.Engine.EnvFiles.Dialects;
using Xunit;

namespace DeployOps.Engine.Tests.EnvFiles;

/// <summary>What is written reads back.</summary>
public sealed class QuotingTests
{
    private const int Rounds = 8_000;

    [Fact]
    public void Any_value_reads_back_exactly()
    {
        const string Alphabet = "ab $#'\"`\\{}=:\n\r\t nrt0\u00A0\u2028\uFEFF한é&!%";
        var random = new Random(3);
        for (var round = 0; round < Rounds; round++)
        {
            var value = new string([.. Enumerable.Range(0, random.Next(14)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);

            var text = EnvFileWriter.Render([new("BEFORE", "b"), new("KEY", value), new("AFTER", null), new("LAST", "l")], round % 2 == 0 ? "\n" : "\r\n");
            var values = EnvFile.Parse(text, name => name == "AFTER" ? "outer" : "wrong").Values;

            Assert.Equal(value, values["KEY"]);
            Assert.Equal(4, values.Count);
        }
    }

    [Theory]
    [InlineData("", EnvQuote.Unquoted)]
    [InlineData("abc-DEF_1", EnvQuote.Unquoted)]
    [InlineData("postgres://u:p@h:5432/d?x=y", EnvQuote.Unquoted)]
    [InlineData("a b", EnvQuote.Unquoted)]
    [InlineData("pa$word", EnvQuote.SingleQuoted)]
    [InlineData("a#b", EnvQuote.SingleQuoted)]
    [InlineData(" x ", EnvQuote.SingleQuoted)]
    [InlineData("it's $5", EnvQuote.DoubleQuoted)]
    [InlineData("two\nlines", EnvQuote.SingleQuoted)]
    [InlineData("a\\nb", EnvQuote.Unquoted)]
    [InlineData("\"x\"", EnvQuote.SingleQuoted)]
    [InlineData("한글 🙂", EnvQuote.Unquoted)]
    public void The_plainest_form_is_chosen_that_everyone_reads_alike(string value, EnvQuote quote)
    {
        var quoted = EnvFileQuoting.Quote(value);

        Assert.True(quote == quoted.Quote || quoted.DisagreeingDialects.Count == 0, quoted.Text);
        Assert.True(quoted.DisagreeingDialects.Count == 0 || value.Contains('\'', StringComparison.Ordinal), quoted.Text);
    }

    [Fact]
    public void Where_the_readers_cannot_agree_it_is_said() =>
        Assert.NotEmpty(EnvFileQuoting.Quote("all ' \" ` $ # \\ of them").DisagreeingDialects);

    [Theory]
    [InlineData("")]
    [InlineData("A B")]
    [InlineData("A=B")]
    [InlineData("A\n")]
    public void A_key_that_cannot_be_written_is_refused(string key) => Assert.Throws<ArgumentException>(() => EnvFileWriter.Line(key, "x"));

    [Fact]
    public void Half_a_character_is_refused_without_being_shown() =>
        Assert.DoesNotContain("SECRET", Assert.Throws<ArgumentException>(() => EnvFileQuoting.Quote("SECRET\uD800")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("A=x#y\n", EnvDialect.NpmDotenv, EnvDialectReason.Comment)]
    [InlineData("A=x#y\n", EnvDialect.NodeEnvFile, EnvDialectReason.Comment)]
    [InlineData("A=1\nB=$A\n", EnvDialect.NpmDotenv, EnvDialectReason.Interpolation)]
    [InlineData("A=1\nB=$A\n", EnvDialect.PythonDotenv, EnvDialectReason.Interpolation)]
    [InlineData("A='${B}'\n", EnvDialect.PythonDotenv, EnvDialectReason.Interpolation)]
    [InlineData("\uFEFFA=1\n", EnvDialect.NodeEnvFile, EnvDialectReason.ByteOrderMarkInKey)]
    [InlineData("\uFEFF# what follows\r\n\r\n  # is ours\r\nA=1\r\n", EnvDialect.NodeEnvFile, EnvDialectReason.ByteOrderMarkInKey)]
    [InlineData("A: 1\n", EnvDialect.NodeEnvFile, EnvDialectReason.ColonSeparator)]
    [InlineData("A: 1\n", EnvDialect.PythonDotenv, EnvDialectReason.ColonSeparator)]
    [InlineData("A=\"a\\tb\"\n", EnvDialect.NpmDotenv, EnvDialectReason.Escape)]
    [InlineData("A='it\\'s'\n", EnvDialect.NodeEnvFile, EnvDialectReason.Escape)]
    [InlineData("A=x `y` '\n", null, EnvDialectReason.Other)]
    [InlineData("A=`x`\n", EnvDialect.NpmDotenv, EnvDialectReason.Quotes)]
    [InlineData("A='x\r\ny'\n", EnvDialect.NpmDotenv, EnvDialectReason.LineEnds)]
    [InlineData("A=\"x\"B=2\n", EnvDialect.NodeEnvFile, EnvDialectReason.KeyNotRead)]
    [InlineData("A=1\nB=\"x\"\nC=\"a\\nb\"\nexport D=4\nD=5\nOUTER\n# c\n", null, EnvDialectReason.Other)]
    public void A_difference_between_readers_is_found_with_its_cause(string text, EnvDialect? dialect, EnvDialectReason reason)
    {
        var differences = EnvFileDialects.Compare(text, _ => null);

        if (dialect is null)
        {
            Assert.Empty(differences);
            return;
        }

        Assert.Contains(differences, difference => difference.Dialect == dialect && difference.Reason == reason);
    }
}
