using DeployOps.Engine.Redaction;
using Xunit;

namespace DeployOps.Engine.Tests.Redaction;

public sealed class UrlSecretTests
{
    private static readonly RedactorOptions KnownOnly = new() { UnknownSecrets = false };

    [Theory]
    [InlineData("postgres://shop:s3cr3tPw@db:5432/shop", "postgres://shop:***@db:5432/shop")]
    [InlineData("redis://:s3cr3tPw@cache:6379/0", "redis://:***@cache:6379/0")]
    [InlineData("postgres://shop:p@ss@w0rd@db/shop", "postgres://shop:***@db/shop")]
    [InlineData("postgres://shop:pa/ss?w@db/shop", "postgres://shop:***@db/shop")]
    [InlineData("jdbc:postgresql://db:5432/shop?user=shop&password=s3cr3tPw&ssl=true", "jdbc:postgresql://db:5432/shop?user=shop&password=***&ssl=true")]
    [InlineData("https://api.example.com/v1?sslpassword=abcd1&token=tok12345&key=k3y5#x", "https://api.example.com/v1?sslpassword=***&token=***&key=***#x")]
    [InlineData("postgres://shop:postgres@db:5432/postgres", "postgres://shop:***@db:5432/postgres")]
    public void Only_the_secret_parts_of_a_url_are_masked(string url, string masked)
    {
        Assert.Equal(masked, Redactor.Create([new Secret("DATABASE_URL", url)]).Redact(url));
        Assert.Equal($"using {masked}.", Redactor.Empty.Redact($"using {url}."));
    }

    [Theory]
    [InlineData("https://hooks.slack.com/services/T0AAAAAAA/B0BBBBBBB/abcDEF123456ghiJKL789012", "abcDEF123456ghiJKL789012")]
    [InlineData("https://discord.com/api/webhooks/123456789012345678/AbCdEf-GhIjKlMnOpQr_StUvWxYz0123456789", "AbCdEf-GhIjKlMnOpQr_StUvWxYz0123456789")]
    [InlineData("https://outlook.office.com/webhook/a/IncomingWebhook/0123456789abcdef0123456789abcdef/x?v=1", "0123456789abcdef0123456789abcdef")]
    [InlineData("https://api.telegram.org/bot123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw/sendMessage", "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw")]
    public void A_key_in_the_path_of_a_web_address_is_masked_with_the_address_and_alone(string url, string key)
    {
        var redactor = Redactor.Create([new Secret("NOTIFY_URL", url)], KnownOnly);
        Assert.Equal("post *** failed", redactor.Redact($"post {url} failed"));
        Assert.Equal("with ***!", redactor.Redact($"with {key}!"));
    }

    [Theory]
    [InlineData("https://shop.internal/path/to/my-Release-Notes-2024-Edition/index.html")]
    [InlineData("https://login.microsoftonline.com/72f988bf-86f1-41af-91ab-2d7cd011db47/v2.0")]
    [InlineData("https://github.com/owner/repository/releases/download/v1.2.3/archive-linux-x64.tar.gz")]
    [InlineData("https://cdn.example.com/assets/application-bundle-version-2026/main.js")]
    [InlineData("bolt://graph:7687/abcDEF123456ghiJKL789012")]
    public void An_ordinary_address_has_no_secret(string url) => Assert.Empty(UrlSecret.AllFrom(url).Urls);

    [Fact]
    public void The_password_of_a_url_is_a_secret_of_its_own()
    {
        var redactor = Redactor.Create([new Secret("DATABASE_URL", "postgres://shop:p%40ss+w0rd@db:5432/shop")], KnownOnly);
        Assert.Equal("postgres://shop:***@db:5432/shop", redactor.Redact("postgres://shop:p%40ss+w0rd@db:5432/shop"));
        Assert.Equal("PGPASSWORD is ***", redactor.Redact("PGPASSWORD is p@ss+w0rd"));
        Assert.Equal("Basic ***", redactor.Redact("Basic " + Convert.ToBase64String("shop:p@ss+w0rd"u8)));
    }

    [Fact]
    public void A_common_password_is_masked_with_its_user_and_readable_as_a_word()
    {
        var redactor = Redactor.Create([new Secret("DATABASE_URL", "postgres://shop:postgres@db/postgres")], KnownOnly);
        Assert.Equal("postgres://shop:***@db/postgres", redactor.Redact("postgres://shop:postgres@db/postgres"));
        Assert.Equal("Basic ***", redactor.Redact("Basic " + Convert.ToBase64String("shop:postgres"u8)));
        Assert.Equal("Host=db;Password=***;", redactor.Redact("Host=db;Password=postgres;"));
    }

    [Fact]
    public void Each_of_several_urls_gives_its_password()
    {
        var redactor = Redactor.Create([new Secret("BROKER_URLS", "amqp://u:amqpP1-02@h1//;amqp://u:amqpP2-03@h2//")], KnownOnly);
        Assert.Equal("at h1 *** at h2 ***", redactor.Redact("at h1 amqpP1-02 at h2 amqpP2-03"));
        Assert.Equal("amqp://u:***@h1//;amqp://u:***@h2//", redactor.Redact("amqp://u:amqpP1-02@h1//;amqp://u:amqpP2-03@h2//"));
    }

    [Theory]
    [InlineData("https://tokAsUser-06@git/x.git", "https://***@git/x.git")]
    [InlineData("git+https://tokAsUser-06@git/x.git", "git+https://***@git/x.git")]
    [InlineData("https://tokAsUser-06:@git/x.git", "https://***:@git/x.git")]
    public void A_token_that_stands_as_the_user_of_a_web_address_is_masked(string url, string masked)
    {
        var redactor = Redactor.Create([new Secret("PIP_INDEX", url)], KnownOnly);
        Assert.Equal(masked, redactor.Redact(url));
        Assert.Equal("refused: ***", redactor.Redact("refused: tokAsUser-06"));
    }

    [Fact]
    public void A_user_that_nobody_named_is_a_token_when_it_is_long_and_has_a_digit()
    {
        Assert.Equal("clone https://***@git/x.git", Redactor.Empty.Redact("clone https://abcdefgh12345678@git/x.git"));
        Assert.Equal("clone https://***:x-oauth-basic@git/x", Redactor.Empty.Redact("clone https://abcdefgh12345678:x-oauth-basic@git/x").Replace(":***@", ":x-oauth-basic@", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://my-organisation-name@dev.azure.com/x")]
    [InlineData("https://deploy1@git/x.git")]
    [InlineData("postgres://abcdefgh12345678@db/shop")]
    [InlineData("https://registry/abcdefgh12345678@sha256:aa")]
    [InlineData("http://localhost:8080/health")]
    [InlineData("http://h1:8080/a@b")]
    [InlineData("redis://h1:6379,redis://h2:6379/0")]
    [InlineData("https://example.com/?page=2&monkey=1")]
    [InlineData("postgres://shop@db:5432/shop")]
    [InlineData("postgres://shop:${DB_PASSWORD}@db:5432/shop")]
    [InlineData("postgres://shop:***@db:5432/shop")]
    [InlineData("http://[::1]:8080/x@y")]
    public void Urls_without_a_password_stay(string url) => Assert.Equal(url, Redactor.Empty.Redact(url));
}
