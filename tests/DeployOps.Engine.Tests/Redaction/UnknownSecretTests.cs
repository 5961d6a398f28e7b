using DeployOps.Engine.Redaction;
using Xunit;

namespace DeployOps.Engine.Tests.Redaction;

public sealed class UnknownSecretTests
{
    private static readonly string Body = string.Concat(Enumerable.Repeat("MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7\n", 5));

    // Put together at run time: a scanner of repositories would take them for real ones.
    private static readonly string Token = new('a', 36);

    [Fact]
    public void A_private_key_block_keeps_its_first_and_last_line()
    {
        Assert.Equal(
            "-----BEGIN PRIVATE KEY-----***-----END PRIVATE KEY-----\nafter",
            Redactor.Empty.Redact("-----BEGIN PRIVATE KEY-----\n" + Body + "-----END PRIVATE KEY-----\nafter"));
        Assert.Equal(
            "{\"key\":\"-----BEGIN RSA PRIVATE KEY-----***-----END RSA PRIVATE KEY-----\\n\"}",
            Redactor.Empty.Redact("{\"key\":\"-----BEGIN RSA PRIVATE KEY-----\\n" + Body.Replace("\n", "\\n", StringComparison.Ordinal) + "-----END RSA PRIVATE KEY-----\\n\"}"));
    }

    [Fact]
    public void A_cut_private_key_is_masked_as_far_as_it_looks_like_one() =>
        Assert.Equal("-----BEGIN PRIVATE KEY-----***| next", Redactor.Empty.Redact("-----BEGIN PRIVATE KEY-----\n" + Body + "| next"));

    [Theory]
    [InlineData("expected -----BEGIN PRIVATE KEY----- in the file")]
    [InlineData("-----BEGIN CERTIFICATE-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7\n-----END CERTIFICATE-----")]
    public void What_is_no_private_key_stays(string text) => Assert.Equal(text, Redactor.Empty.Redact(text));

    [Theory]
    [InlineData("Authorization: Bearer abc.def-1", "Authorization: Bearer ***")]
    [InlineData("authorization: Basic c2hvcDpwdw==\r\n", "authorization: Basic ***\r\n")]
    [InlineData("{\"Authorization\":\"Bearer abcdef\"}", "{\"Authorization\":\"Bearer ***\"}")]
    [InlineData("-H 'Proxy-Authorization: abcdef'", "-H 'Proxy-Authorization: ***'")]
    [InlineData("with bearer 0123456789abcdef0", "with bearer ***")]
    [InlineData("Bearer authentication is off", "Bearer authentication is off")]
    [InlineData("authorization failed for user", "authorization failed for user")]
    [InlineData("the organization: shop", "the organization: shop")]
    public void Authorization_headers_lose_their_credentials(string text, string masked) => Assert.Equal(masked, Redactor.Empty.Redact(text));

    [Fact]
    public void Json_web_tokens_are_masked()
    {
        var token = "eyJhbGciOiJIUzI1NiJ9." + "eyJzdWIiOiJzaG9wIn0." + "c2lnbmF0dXJl-_9";
        Assert.Equal("token=***;", Redactor.Empty.Redact($"token={token};"));
        Assert.Equal("eyJhbGciOiJIUzI1NiJ9.abc", Redactor.Empty.Redact("eyJhbGciOiJIUzI1NiJ9.abc"));
    }

    [Theory]
    [InlineData("ghp_")]
    [InlineData("github_pat_")]
    [InlineData("glpat-")]
    [InlineData("xoxb-")]
    [InlineData("AKIA")]
    [InlineData("sk_live_")]
    [InlineData("npm_")]
    [InlineData("hvs.")]
    [InlineData("dckr_pat_")]
    public void Tokens_with_a_known_beginning_are_masked(string prefix)
    {
        Assert.Equal("use *** now", Redactor.Empty.Redact($"use {prefix}{Token} now"));
        Assert.Equal($"use {prefix}abc now", Redactor.Empty.Redact($"use {prefix}abc now"));
        Assert.Equal($"use z{prefix}{Token} now", Redactor.Empty.Redact($"use z{prefix}{Token} now"));
    }

    [Fact]
    public void The_option_turns_it_off()
    {
        var redactor = Redactor.Create([], new RedactorOptions { UnknownSecrets = false });
        Assert.Equal("postgres://u:pw@h", redactor.Redact("postgres://u:pw@h"));
    }
}
