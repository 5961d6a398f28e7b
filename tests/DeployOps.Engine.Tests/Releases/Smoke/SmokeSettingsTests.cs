using System.Text.Json;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Smoke;

public sealed class SmokeSettingsTests
{
    [Theory]
    [InlineData("smoke.requests", "requests: [{ path: a }]")]
    [InlineData("smoke.requests", "requests: [{ path: '/a#b' }]")]
    [InlineData("smoke.requests", "requests: [{ path: /, json: { status: a } }]")]
    [InlineData("smoke.requests", "requests: [{ path: /, json: { '$..a': a } }]")]
    [InlineData("smoke.requests", "requests: [{ path: /, json: { '$[*]': a } }]")]
    [InlineData("smoke.requests", "requests: [{ path: /, headers: { 'a b': a } }]")]
    [InlineData("smoke.requests", "requests: [{ path: /, latency: 0 }]")]
    [InlineData("smoke.timeout", "timeout: 0")]
    [InlineData("smoke.fatal", "fatal: ['(']")]
    [InlineData("smoke.fatal", "fatal: ['.*']")]
    [InlineData("smoke.fatal", "fatal: ['']")]
    [InlineData("smoke.ignore", "ignore: ['(?=a)']")]
    [InlineData("smoke.base-url", "base-url: shop.example")]
    [InlineData("smoke.base-url", "base-url: 'ftp://shop.example'")]
    [InlineData("smoke.base-url", "base-url: 'https://a:pa55word@shop.example'")]
    [InlineData("smoke.base-url", "base-url: 'https://shop.example/?a=b'")]
    public void A_setting_that_cannot_be_is_refused_when_it_is_read(string setting, string line)
    {
        var failure = Assert.Throws<ProjectConfigurationException>(() => Read(line));
        Assert.StartsWith(setting, failure.Setting, StringComparison.Ordinal);
        Assert.DoesNotContain("pa55word", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_settings_the_list_is_the_one_of_the_checklist() =>
        Assert.Equal(["/", "/api/openapi.json"], Read("log-lines: 200").Requests.Select(request => request.Path));

    [Theory]
    [InlineData("$", "{\"a\":1}", "{\"a\":1}")]
    [InlineData("$.a.b[0]['c']", """{"a":{"b":[{"c":1}]}}""", "1")]
    [InlineData("$ .a [ -1 ]", """{"a":[1,2]}""", "2")]
    [InlineData("$[\"a'b\"]['c\\'d']['\\u00e9\\n']", """{"a'b":{"c'd":{"é\n":1}}}""", "1")]
    [InlineData("$.é_1", """{"é_1":1}""", "1")]
    [InlineData("$['']", """{"":1}""", "1")]
    [InlineData("$[2]", "[1,2]", null)]
    [InlineData("$[-3]", "[1,2]", null)]
    [InlineData("$[9007199254740991]", "[1,2]", null)]
    [InlineData("$.a", "[1,2]", null)]
    [InlineData("$[0]", "{}", null)]
    public void A_path_leads_to_one_value(string path, string json, string? value)
    {
        using var document = JsonDocument.Parse(json);
        Assert.Equal(value, SmokeJsonPath.TryParse(path)!.Find(document.RootElement)?.GetRawText());
    }

    // RFC 9535: most of these are wrong; the rest may lead to many values.
    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("$ ")]
    [InlineData(" $")]
    [InlineData("$.")]
    [InlineData("$.1")]
    [InlineData("$.a-b")]
    [InlineData("$. a")]
    [InlineData("$a")]
    [InlineData("$[")]
    [InlineData("$[]")]
    [InlineData("$[a]")]
    [InlineData("$[01]")]
    [InlineData("$[-0]")]
    [InlineData("$[-]")]
    [InlineData("$[1.0]")]
    [InlineData("$[9007199254740992]")]
    [InlineData("$[0,1]")]
    [InlineData("$[0:1]")]
    [InlineData("$['a]")]
    [InlineData("$['a'")]
    [InlineData("$['\\x']")]
    [InlineData("$['\\\"']")]
    [InlineData("$['\\u12']")]
    [InlineData("$['\\ud800']")]
    [InlineData("$.*")]
    [InlineData("$..a")]
    [InlineData("$[?@.a]")]
    public void What_is_no_path_to_one_value_is_none(string path) => Assert.Null(SmokeJsonPath.TryParse(path));

    private static SmokeSettings Read(string line) => ProjectReader.Parse(Path.Combine(Path.GetTempPath(), "deployops.yml"), $"smoke:\n  {line}\n").Smoke;
}
