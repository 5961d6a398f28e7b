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

    [Theory]
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
