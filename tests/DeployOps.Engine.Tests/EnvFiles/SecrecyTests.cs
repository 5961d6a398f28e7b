using DeployOps.Engine.EnvFiles;
using DeployOps.Engine.EnvFiles.Creation;
using DeployOps.Engine.EnvFiles.Dialects;
using Xunit;

namespace DeployOps.Engine.Tests.EnvFiles;

/// <summary>Nothing that could be printed by accident holds a value.</summary>
public sealed class SecrecyTests
{
    private const string Secret = "Zx9QvW7pLm";

    [Theory]
    [InlineData("A=\"Zx9QvW7pLm")]
    [InlineData("A='Zx9QvW7pLm")]
    [InlineData("A=${Zx9QvW7pLm")]
    [InlineData("A=Zx9QvW7pLm${}")]
    [InlineData("A=${Zx9QvW7pLm:?Zx9QvW7pLm}")]
    [InlineData("A=\"\nZx9QvW7pLm+Zx9QvW7pLm=\"\nZx9QvW7pLm+==")]
    [InlineData("A=-----BEGIN\nZx9QvW7pLm/x\n")]
    [InlineData("Zx9QvW7pLm Zx9QvW7pLm=1\n")]
    [InlineData("A=1\nZx9QvW7pLm[0]=\"x")]
    public void An_error_holds_no_piece_of_the_text(string text)
    {
        var exception = Assert.Throws<EnvFileFormatException>(() => EnvFile.Parse(text, _ => null));

        AssertSilent(exception.ToString());
        AssertSilent(exception.Message + exception.Key + exception.RecommendedAction);
    }

    [Fact]
    public void An_entry_prints_its_key_and_line_only()
    {
        var file = EnvFile.Parse($"PASSWORD={Secret}\nZx9QvW7pLm-Zx9QvW7pLm=1\n{Secret}", _ => null);

        Assert.Equal("PASSWORD (line 1)", file.Entries[0].ToString());
        Assert.All(file.Entries.Skip(1), entry => AssertSilent(entry.ToString()));
        Assert.All(file.Warnings, warning => AssertSilent(warning.ToString()));
        Assert.Equal(typeof(EnvFile).FullName, file.ToString());
    }

    [Fact]
    public void Differences_quoted_values_and_options_print_no_value()
    {
        Assert.All(EnvFileDialects.Compare($"A={Secret}#{Secret}\nB=$$Zx9QvW7pLm\n", _ => null), difference => AssertSilent($"{difference} {difference.Why}"));
        AssertSilent(EnvFileQuoting.Quote(Secret).ToString());
        var values = new Dictionary<string, string> { ["A"] = Secret };
        AssertSilent(new EnvFileCreationOptions { SamplePath = "s", TargetPath = "t", Values = values }.ToString());
        AssertSilent(new EnvTemplateException("A", EnvTemplateReason.Circle).ToString());
        Assert.All(EnvSample.Parse($"A={Secret}\n").Keys, key => AssertSilent(key.ToString()));
    }

    private static void AssertSilent(string text)
    {
        for (var index = 0; index + 4 <= Secret.Length; index++)
        {
            Assert.DoesNotContain(Secret.Substring(index, 4), text, StringComparison.OrdinalIgnoreCase);
        }
    }
}
