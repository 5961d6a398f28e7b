using System.Buffers;
using System.Text;
using DeployOps.Engine.Redaction;
using DeployOps.Engine.Redaction.Forms;
using Xunit;

namespace DeployOps.Engine.Tests.Redaction;

/// <summary>For each form a text it masks, and a near one it leaves alone.</summary>
public sealed class FormTests
{
    [Theory]
    [InlineData("verbatim", "hunter22!", "pw hunter22!.", "pw ***.", "pw Hunter22!.")]
    [InlineData("json-minimal", "a\"b\\c\n1", "{\"k\":\"a\\\"b\\\\c\\n1\"}", "{\"k\":\"***\"}", "{\"k\":\"a\\\"b\\\\d\\n1\"}")]
    [InlineData("json-ascii", "비밀번호", "\"\\ube44\\ubc00\\ubc88\\ud638\"", "\"***\"", "\"\\ube44\\ubc00\\ubc88\\ud639\"")]
    [InlineData("json-slash", "ab/cd/", "ab\\/cd\\/", "***", "ab\\/ce\\/")]
    [InlineData("json-dotnet", "a+b&c\"", "a\\u002Bb\\u0026c\\u0022", "***", "a\\u002Bb\\u0026d\\u0022")]
    [InlineData("json-go", "a<b>c&", "a\\u003cb\\u003ec\\u0026", "***", "a\\u003cb\\u003ed\\u0026")]
    [InlineData("unicode-escape", "abcd", "\\u0061\\u0062\\u0063\\u0064", "***", "\\u0061\\u0062\\u0063\\u0065")]
    [InlineData("xml-named", "a<b&\"c", "a&lt;b&amp;&quot;c", "***", "a&lt;b&amp;&quot;d")]
    [InlineData("xml-decimal", "abc'", "&#97;&#98;&#99;&#39;", "***", "&#97;&#98;&#99;&#40;")]
    [InlineData("xml-hex", "a+b'", "a&#x2B;b&#x27;", "***", "a&#x2B;b&#x28;")]
    [InlineData("percent-unreserved", "a b@c", "a%20b%40c", "***", "a%20b%40d")]
    [InlineData("percent-component", "a!b(c)*'@", "a!b(c)*'%40", "***", "a!b(c)*'%41")]
    [InlineData("percent-form", "a b c@", "a+b+c%40", "***", "a+b+d%40")]
    [InlineData("percent-reserved", "a@b:c d", "a@b:c%20d", "***", "a@b:d%20d")]
    [InlineData("percent-user-info", "a$b&c@", "a$b&c%40", "***", "a$b&d%40")]
    [InlineData("percent-everything", "abcd", "%61%62%63%64", "***", "%61%62%63%65")]
    [InlineData("base64", "hunter22", "x:aHVudGVyMjI=", "x:***", "x:aHVudGWyMjI=")]
    [InlineData("base64url", "ab?>ab?>", "YWI_PmFiPz4", "***", "YWI_PmGiPz4")]
    [InlineData("base64-utf16", "abcd", "YQBiAGMAZAA=", "***", "YQBiAGMAZQA=")]
    [InlineData("utf16", "abcd", "a\0b\0c\0d\0", "***", "a\0b\0c\0e\0")]
    [InlineData("hex", "abc~", "\\x6162637e", "\\x***", "\\x6162637f")]
    [InlineData("shell-single", "it's me", "'it'\\''s me'", "'***'", "'it'\\''s mf'")]
    [InlineData("shell-double", "a$b\"c", "\"a\\$b\\\"c\"", "\"***\"", "\"a\\$b\\\"d\"")]
    [InlineData("shell-backslash", "a b&c", "a\\ b\\&c", "***", "a\\ b\\&d")]
    [InlineData("shell-dollar", "a\nb'é", "$'a\\nb\\'\\303\\251'", "$'***'", "$'a\\nb\\'\\303\\250'")]
    [InlineData("powershell-single", "it's", "'it''s'", "'***'", "'it''t'")]
    [InlineData("powershell-double", "a$b`c\"", "\"a`$b``c`\"\"", "\"***\"", "\"a`$b``d`\"\"")]
    [InlineData("yaml", "a\u001bb😀", "\"a\\eb\\U0001F600\"", "\"***\"", "\"a\\eb\\U0001F601\"")]
    [InlineData("csharp-literal", "a\vb\"c", "a\\vb\\\"c", "***", "a\\vb\\\"d")]
    [InlineData("go-quote", "a\u0001b\"c", "a\\x01b\\\"c", "***", "a\\x01b\\\"d")]
    [InlineData("byte-escape", "a'bé", "b'a\\'b\\xc3\\xa9'", "b'***'", "b'a\\'b\\xc3\\xa8'")]
    [InlineData("compose-warning", "ab$cd", "The \"cd\" variable is not set.", "The \"***\" variable is not set.", "The \"ce\" variable is not set.")]
    [InlineData("trimmed", "  hunter22 ", "[hunter22]", "[***]", "[hunter23]")]
    [InlineData("lines", "first line\nsecond line", "| second line|", "| ***|", "| third line|")]
    [InlineData("dollar-doubled", "ab$1d$", "ab$$1d$$", "***", "ab$$1e$$")]
    [InlineData("compose-pieces", "ab$cdEF", "cdEF=", "***=", "cdEf=")]
    [InlineData("compose-remainder", "ab$cdEF/gh", "ab/gh", "***", "ab/gi")]
    [InlineData("connection-string", "Host=db;Password=hunter22;Port=1", "pw=hunter22", "pw=***", "pw=hunter23")]
    [InlineData("connection-string", "Driver={PostgreSQL};Server=db;PWD={odbcBr;ace-66}", "pw=odbcBr;ace-66", "pw=***", "pw=odbcBr;ace-67")]
    [InlineData("connection-string", "DSN=x;PWD={odbc}}Br;1}", "odbc}Br;1", "***", "odbc}Br;2")]
    [InlineData("connection-string", "user:goDsn-17@tcp(db:3306)/shop", "for goDsn-17", "for ***", "for goDsn-18")]
    [InlineData("connection-string", "jdbc:oracle:thin:scott/oraTiger-01@//db:1521/x", "for oraTiger-01", "for ***", "for oraTiger-02")]
    [InlineData("connection-string", "DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=c3RvcmFnZQ==;EndpointSuffix=x", "c3RvcmFnZQ==", "***", "c3RvcmFnZg==")]
    [InlineData("members", "multiA-10xx,multiB-11yy", "for multiB-11yy", "for ***", "for multiB-11yz")]
    [InlineData("members", "multiA-10xx multiB-11yy", "for multiA-10xx", "for ***", "for multiA-10xz")]
    [InlineData("members", "admin:memberPw-1;bob:memberPw-2", "for memberPw-2", "for ***", "for memberPw-3")]
    [InlineData("json-leaves", "{\"k1\":\"jwtKid1-08\"}", "for jwtKid1-08", "for ***", "for jwtKid1-09")]
    [InlineData("json-leaves", "{\"keys\":[{\"kid\":\"readable-1\",\"k\":\"leaf-inside-9\"}]}", "readable-1 leaf-inside-9", "readable-1 ***", "readable-1 leaf-inside-8")]
    public void Masks_its_own_writing_and_nothing_near_it(string form, string secret, string text, string masked, string near)
    {
        var redactor = Redactor.Create([new Secret("KEY", secret)]);
        Assert.Equal(masked, redactor.Redact(text));
        Assert.Equal(near, redactor.Redact(near));
        Assert.Contains(form, SecretFormSet.All.Forms.Select(known => known.Name).Concat(SecretFormSet.All.Shapes.Select(known => known.Name)));
    }

    [Fact]
    public void The_pieces_of_a_cut_password_go_from_composes_warning()
    {
        var redactor = Redactor.Create([new Secret("DB_PASSWORD", "ab$cdEF")]);
        Assert.Equal(
            "level=warning msg=\"The \\\"***\\\" variable is not set. Defaulting to a blank string.\"",
            redactor.Redact("level=warning msg=\"The \\\"cdEF\\\" variable is not set. Defaulting to a blank string.\""));
    }

    [Theory]
    [InlineData(64, "\n")]
    [InlineData(76, "\n")]
    [InlineData(76, "\r\n")]
    [InlineData(76, "\n    ")]
    public void Base64_is_masked_across_the_line_ends_of_a_block(int columns, string lineEnd)
    {
        const string secret = "correct horse battery";
        var redactor = Redactor.Create([new Secret("KEY", secret)]);
        for (var before = 0; before < 90; before++)
        {
            var file = Encoding.UTF8.GetBytes(new string('x', before) + secret + new string('y', 100));
            var text = "data:" + lineEnd + string.Join(lineEnd, Convert.ToBase64String(file).Chunk(columns).Select(line => new string(line))) + lineEnd;
            var masked = redactor.Redact(text);
            Assert.Contains("***", masked, StringComparison.Ordinal);

            // At most the letters at both ends remain, which mix in a neighbour's bits.
            var letters = string.Concat(masked.Replace("data:", string.Empty, StringComparison.Ordinal).Where(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '='));
            Assert.InRange(letters.Length, 0, Convert.ToBase64String(file).Length - (secret.Length * 8 / 6) + 2);
        }
    }

    [Fact]
    public void Overlapping_and_touching_secrets_become_one_mask()
    {
        var redactor = Redactor.Create([new Secret("A", "abcdef"), new Secret("B", "defghi"), new Secret("C", "cdef"), new Secret("D", "xyzw1")]);
        Assert.Equal("-***-", redactor.Redact("-abcdefghi-"));
        Assert.Equal("-***-", redactor.Redact("-abcdefxyzw1-"));
        Assert.Equal("-***-***-", redactor.Redact("-cdef-abcdef-"));
    }

    [Fact]
    public void The_form_of_bytes_equals_the_form_of_text()
    {
        var redactor = Redactor.Create([new Secret("KEY", "비밀번호1")]);
        var output = new ArrayBufferWriter<byte>();
        redactor.Redact("값 비밀번호1 끝"u8, output);
        Assert.Equal("값 *** 끝", Encoding.UTF8.GetString(output.WrittenSpan));
        Assert.Equal("값 *** 끝", redactor.Redact("값 비밀번호1 끝"));
    }
}
