using System.Globalization;
using Xunit;

namespace DeployOps.Engine.Tests.Repository;

public sealed class AssignmentRuleTests
{
    [Theory]
    [InlineData("password = \"{0}\"")]
    [InlineData("PASSWORD={0}")]
    [InlineData("PASSWORD={0}\r\n")]
    [InlineData("PASSWORD={0} # from the vault")]
    [InlineData("  password: {0}\n")]
    [InlineData("\"apiKey\": \"{0}\",")]
    [InlineData("'client_secret' => '{0}'")]
    [InlineData("settings[\"signing_key\"] = \"{0}\"")]
    [InlineData("password: str = '{0}'")]
    [InlineData("var token := `{0}`")]
    [InlineData("const authToken = \"{0}\";")]
    [InlineData("db.password={0}")]
    public void A_generated_value_is_found(string form) => Assert.Single(Scan(form, TokenSamples.Mixed(24)));

    [Theory]
    [InlineData("password == \"{0}\"")]
    [InlineData("password_hash = \"{0}\"")]
    [InlineData("token_url = \"{0}\"")]
    [InlineData("const token = {0};")]
    [InlineData("password = \"{0} with words behind\"")]
    [InlineData("password(\"{0}\")")]
    [InlineData("password = \"${{{0}}}\"")]
    [InlineData("secret_digest: sha256-{0}")]
    [InlineData("the password is: see {0}")]
    public void What_is_no_assignment_of_a_secret_raises_nothing(string form) => Assert.Empty(Scan(form, TokenSamples.Mixed(24)));

    [Theory]
    [InlineData("settings.database_password_v2")]
    [InlineData("CancellationTokenSource1")]
    [InlineData("correct-horse-battery-staple")]
    [InlineData("change_me_in_env_1234")]
    [InlineData("your_secret_key_here_1")]
    [InlineData("강력한-비밀번호-1234")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaa1")]
    [InlineData("1234567890abcdef1234")]
    [InlineData("/run/secrets/db_password_1")]
    [InlineData("f81d4fae-7dec-11d0-a765-00a0c91e6bf6")]
    [InlineData("")]
    [InlineData("$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$")]
    public void A_name_a_placeholder_or_a_reference_raises_nothing(string value) => Assert.Empty(Scan("password = \"{0}\"", value));

    [Theory]
    [InlineData("package-lock.json")]
    [InlineData("poetry.lock")]
    [InlineData("web/app.min.js")]
    [InlineData("tests/test_login.py")]
    public void Generated_files_and_tests_are_passed_over(string name) => Assert.Empty(TokenRulesTests.Scan($"password = \"{TokenSamples.Mixed(24)}\"", name));

    [Fact]
    public void An_empty_sample_raises_nothing() =>
        Assert.Empty(TokenRulesTests.Scan("# keys\nPOSTGRES_PASSWORD=\nJWT_SECRET_KEY=\nDATABASE_URL=\nAPI_KEY=\"\"\n", ".env.sample"));

    [Fact]
    public void Every_value_of_a_line_is_found_once()
    {
        var hits = TokenRulesTests.Scan($"password=\"{TokenSamples.Mixed(20)}\" secret_token_password = \"{TokenSamples.Mixed(20, 5)}\"\n\ntoken: {TokenSamples.Mixed(20, 9)}\n");
        Assert.Equal([1, 1, 3], hits.Select(hit => hit.Line));
        Assert.Equal(3, hits.Select(hit => hit.Fingerprint).Distinct().Count());
    }

    private static List<DeployOps.Engine.Repository.Scanning.SourceHit> Scan(string form, string value) =>
        TokenRulesTests.Scan(string.Format(CultureInfo.InvariantCulture, form, value));
}
