using DeployOps.Engine.Redaction;
using Xunit;

namespace DeployOps.Engine.Tests.Redaction;

public sealed class CommonValueTests
{
    [Theory]
    [InlineData("8080")]
    [InlineData("true")]
    [InlineData("PRODUCTION")]
    [InlineData("postgres")]
    [InlineData("admin")]
    [InlineData("ab!")]
    [InlineData("x")]
    public void Common_values_are_masked_only_next_to_their_key(string value)
    {
        var redactor = Redactor.Create([new Secret("APP_KEY", value)]);
        var prose = $"listening on {value}, OTHER={value}, APP_KEY_2={value}, MY_APP_KEY={value}";
        Assert.Equal(prose, redactor.Redact(prose));
        Assert.Equal("export APP_KEY=***", redactor.Redact($"export APP_KEY={value}"));
        Assert.Equal("APP_KEY: ***\n", redactor.Redact($"APP_KEY: {value}\n"));
        Assert.Equal("APP_KEY='***'", redactor.Redact($"APP_KEY='{value}'"));
        Assert.Equal("{\"APP_KEY\": \"***\"}", redactor.Redact($"{{\"APP_KEY\": \"{value}\"}}"));
        Assert.Equal("{\"APP_KEY\":\"***\"}", redactor.Redact($"{{\"APP_KEY\":\"{value}\"}}"));
        Assert.Equal("[\"APP_KEY=***\",", redactor.Redact($"[\"APP_KEY={value}\","));
    }

    [Fact]
    public void A_longer_value_after_the_key_is_another_value() =>
        Assert.Equal("PORT=8080 PORT=***", Redactor.Create([new Secret("PORT", "80")]).Redact("PORT=8080 PORT=80"));

    [Theory]
    [InlineData("123456")]
    [InlineData("tru3")]
    [InlineData("postgres1")]
    public void Others_are_masked_anywhere(string value) =>
        Assert.Equal("see *** there", Redactor.Create([new Secret("APP_KEY", value)]).Redact($"see {value} there"));
}
