using DeployOps.Engine.EnvFiles;
using Xunit;

namespace DeployOps.Engine.Tests.EnvFiles;

/// <summary>Each rule of the grammar, as observed with Docker Compose 2.26.1.</summary>
public sealed class GrammarTests
{
    private static string? Outer(string name) => name switch { "OUTER" => "out", "EMPTY" => string.Empty, _ => null };

    [Theory]
    [InlineData("\uFEFFA=1", "A", "1")]
    [InlineData("A=a\rb", "A", "a\rb")]
    [InlineData("A=1\r\n", "A", "1")]
    [InlineData("\u3000\u2028A=1", "A", "1")]
    [InlineData("# c\n  # d\nA=1", "A", "1")]
    [InlineData("export A=1", "A", "1")]
    [InlineData("export\t A=1", "A", "1")]
    [InlineData("export=2", "export", "2")]
    [InlineData("exported=2", "exported", "2")]
    [InlineData("export\vA=1", "export\vA", "1")]
    [InlineData("A: x", "A", "x")]
    [InlineData("A:=x", "A", "=x")]
    [InlineData("http://x", "http", "//x")]
    [InlineData("=x", "", "x")]
    [InlineData("키_1.a-b[0] =x", "키_1.a-b[0]", "x")]
    [InlineData("A\tB=x", "A\tB", "x")]
    [InlineData("KEY", "", "KEY")]
    [InlineData("A B", "", "A B")]
    [InlineData("A=\nB=2", "A", "")]
    [InlineData("A=\r\n", "A", "")]
    [InlineData("A=a#b", "A", "a#b")]
    [InlineData("A=a #b", "A", "a")]
    [InlineData("A=#b", "A", "#b")]
    [InlineData("A= # b", "A", "# b")]
    [InlineData("A=a\t# b", "A", "a\t# b")]
    [InlineData("A=a\\nb", "A", "a\\nb")]
    [InlineData("A=a\\", "A", "a\\")]
    [InlineData("A=x'y'", "A", "x'y'")]
    [InlineData("A=`x`", "A", "`x`")]
    [InlineData("A='x\ny'", "A", "x\ny")]
    [InlineData("A='$OUTER\\n'", "A", "$OUTER\\n")]
    [InlineData("A='it\\'s'", "A", "it's")]
    [InlineData("A='a\\\\'", "A", "a\\\\")]
    [InlineData("A=\"\\a\\b\\f\\n\\r\\t\\v\\\\\\\"\"", "A", "\a\b\f\n\r\t\v\\\"")]
    [InlineData("A=\"\\$OUTER\"", "A", "$OUTER")]
    [InlineData("A=\"\\0101\\0377\"", "A", "A\u00FF")]
    [InlineData("A=\"\\0\\01\\0400\\0999\"", "A", "\\\\1\\400\\999")]
    [InlineData("A=\"\\c\\x41\\u0041\\101\"", "A", "\\c\\x41\\u0041\\101")]
    [InlineData("A=\"\\0044{OUTER}\"", "A", "out")]
    [InlineData("A=\"x\"B=2", "A", "x")]
    [InlineData("A=\"x\"B=2", "B", "2")]
    [InlineData("A=1\nA=2", "A", "2")]
    public void A_value_is_read(string text, string key, string value) =>
        Assert.Equal(value, EnvFile.Parse(text, Outer).Values[key]);

    [Theory]
    [InlineData("$OUTER", "out")]
    [InlineData("${OUTER}x", "outx")]
    [InlineData("$$OUTER", "$OUTER")]
    [InlineData("$1 $( $", "$1 $( $")]
    [InlineData("$UNSET.", ".")]
    [InlineData("${UNSET:-d}", "d")]
    [InlineData("${EMPTY:-d}", "d")]
    [InlineData("${EMPTY-d}", "")]
    [InlineData("${OUTER:+s}", "s")]
    [InlineData("${EMPTY:+s}", "")]
    [InlineData("${EMPTY+s}", "s")]
    [InlineData("${UNSET+s}", "")]
    [InlineData("${OUTER:?e}", "out")]
    [InlineData("${EMPTY?e}", "")]
    [InlineData("${UNSET:-a${UNSET:-b${OUTER}}c}d", "aboutcd")]
    [InlineData("${UNSET:-{}} x }", "{}} x ")]
    [InlineData("${UNSET:-{x}}y", "{x}y")]
    [InlineData("${UNSET:-a}}", "a}")]
    [InlineData("${UNSET:-$$}{", "${")]
    [InlineData("${UNSET-:-x}", ":-x")]
    [InlineData("\\$OUTER", "\\out")]
    public void A_variable_is_replaced(string written, string value) =>
        Assert.Equal(value, EnvFile.Parse("A=" + written + "\n", Outer).Values["A"]);

    [Theory]
    [InlineData("A/B=1", EnvFileFormatReason.UnexpectedCharacterInKey, 1, 2)]
    [InlineData("A=1\nKEY # c\n", EnvFileFormatReason.UnexpectedCharacterInKey, 2, 5)]
    [InlineData("A=1\n\nA B=1\n", EnvFileFormatReason.SpaceInKey, 3, 2)]
    [InlineData("A=1\nexport ", EnvFileFormatReason.MissingKey, 2, 1)]
    [InlineData("A=1\nB=\"x\n\ny", EnvFileFormatReason.UnterminatedQuote, 2, 3)]
    [InlineData("B='x\\'", EnvFileFormatReason.UnterminatedQuote, 1, 3)]
    [InlineData("A=\"x\" y+\n", EnvFileFormatReason.UnexpectedCharacterInKey, 1, 8)]
    [InlineData("A=xy${}", EnvFileFormatReason.InvalidSubstitution, 1, 5)]
    [InlineData("A=${1}", EnvFileFormatReason.InvalidSubstitution, 1, 3)]
    [InlineData("A=${B", EnvFileFormatReason.InvalidSubstitution, 1, 3)]
    [InlineData("A=${B:}", EnvFileFormatReason.InvalidSubstitution, 1, 3)]
    [InlineData("A=\"${B:-x\n}\"", EnvFileFormatReason.InvalidSubstitution, 1, 3)]
    [InlineData("A=${OUTER:-${}}", EnvFileFormatReason.InvalidSubstitution, 1, 12)]
    [InlineData("A=${UNSET:?why}", EnvFileFormatReason.RequiredVariableMissing, 1, 3)]
    [InlineData("A=${EMPTY:?}", EnvFileFormatReason.RequiredVariableMissing, 1, 3)]
    [InlineData("A=${UNSET?}", EnvFileFormatReason.RequiredVariableMissing, 1, 3)]
    [InlineData("\u200BA=1", EnvFileFormatReason.UnexpectedCharacterInKey, 1, 1)]
    [InlineData("\uFEFF\uFEFFA=1", EnvFileFormatReason.UnexpectedCharacterInKey, 1, 1)]
    public void A_broken_file_is_refused_with_its_place(string text, EnvFileFormatReason reason, int line, int column)
    {
        var exception = Assert.Throws<EnvFileFormatException>(() => EnvFile.Parse(text, Outer));

        Assert.Equal((reason, line, column), (exception.Reason, exception.Line, exception.Column));
    }

    [Fact]
    public void A_bare_key_inherits_or_is_left_out()
    {
        var file = EnvFile.Parse("OUTER\nUNSET\nA=1\nA\n", Outer);

        Assert.Equal(["OUTER", "A"], file.Values.Keys);
        Assert.Equal("out", file.Values["OUTER"]);
        Assert.Equal([true, true, false, true], file.Entries.Select(entry => entry.IsInherited));
        Assert.Null(file.Entries[1].Value);
        Assert.Equal("1", file.Values["A"]);
    }

    [Fact]
    public void The_outside_is_looked_up_before_the_file_itself() =>
        Assert.Equal("out", EnvFile.Parse("OUTER=in\nA=$OUTER\n", Outer).Values["A"]);

    [Fact]
    public void Only_earlier_keys_are_seen() =>
        Assert.Equal(string.Empty, EnvFile.Parse("A=$B\nB=1\n", Outer).Values["A"]);

    [Fact]
    public void Positions_let_a_caller_cut_and_replace()
    {
        const string Text = "\uFEFF# c\n  export KEY = 'v w' # c\nB\n";
        var file = EnvFile.Parse(Text, Outer);
        var place = file.Entries[0].Place;

        Assert.Equal((2, 10), (place.Line, place.Column));
        Assert.Equal("export KEY = 'v w'", Text[place.Start..place.ValueEnd]);
        Assert.Equal("'v w'", Text[place.ValueStart..place.ValueEnd]);
        Assert.Equal((3, 1), (file.Entries[1].Line, file.Entries[1].Column));
        Assert.Equal(EnvQuote.SingleQuoted, file.Entries[0].Quote);
    }

    [Fact]
    public void References_and_unset_names_are_told()
    {
        var entry = EnvFile.Parse("A=$X-${OUTER}-${Y:-$Z}-$X\n", Outer).Entries[0];

        Assert.Equal(["X", "OUTER", "Z", "Y"], entry.ReferencedNames);
        Assert.Equal(["X", "Z"], entry.UnsetNames);
        Assert.True(entry.IsInterpolated);
        Assert.False(EnvFile.Parse("A='$X'\n", Outer).Entries[0].IsInterpolated);
    }

    [Theory]
    [InlineData("A=$UNSET\n", EnvFileWarningKind.UnsetVariable)]
    [InlineData("A=1\nA=2\n", EnvFileWarningKind.DuplicateKey)]
    [InlineData("=1\n", EnvFileWarningKind.EmptyKey)]
    [InlineData("KEY", EnvFileWarningKind.BareKeyAtEndOfFile)]
    [InlineData("A\tB=1\n", EnvFileWarningKind.WhiteSpaceInKey)]
    [InlineData("A= # c\n", EnvFileWarningKind.ValueStartsWithHash)]
    [InlineData("A=\"\\0000\"\n", EnvFileWarningKind.NulInValue)]
    public void What_is_hardly_meant_is_warned_of(string text, EnvFileWarningKind kind) =>
        Assert.Equal([kind], EnvFile.Parse(text, Outer).Warnings.Select(warning => warning.Kind));

    [Fact]
    public void A_plain_file_has_no_warning() =>
        Assert.Empty(EnvFile.Parse("A=1\nB='x'\nC=$A\nOUTER\n", Outer).Warnings);
}
