using DeployOps.Engine.Checks.Env.Values;
using DeployOps.Engine.EnvFiles;
using Xunit;

namespace DeployOps.Engine.Tests.Checks.Env.Values;

public sealed class ConnectionUrlTests
{
    [Theory]
    [InlineData("postgresql+asyncpg://shop:pa%40ss@db:5432/shop", "postgresql+asyncpg", "shop", "pa@ss", "db", "5432", "shop")]
    [InlineData("POSTGRESQL://shop@DB/shop?sslmode=require", "postgresql", "shop", null, "db", "5432", "shop")]
    [InlineData("redis://:secret@cache:6379/0", "redis", null, "secret", "cache", "6379", "0")]
    [InlineData("rediss://default:a:b@cache", "rediss", "default", "a:b", "cache", "6379", null)]
    [InlineData("bolt+ssc://graph:7687", "bolt+ssc", null, null, "graph", "7687", null)]
    [InlineData("neo4j://[2001:db8::1]:7000", "neo4j", null, null, "2001:db8::1", "7000", null)]
    [InlineData("postgresql://a,b:5433,c/shop", "postgresql", null, null, "a,b,c", "5432", "shop")]
    [InlineData("jdbc:postgresql://db/shop?user=u&password=p", "jdbc:postgresql", "u", "p", "db", null, "shop")]
    [InlineData("mongodb://u:p@a:1,b:2/shop?replicaSet=r", "mongodb", "u", "p", "a,b", "27017", "shop")]
    [InlineData("redis://:p/a#s?s@cache:6379/2", "redis", null, "p/a#s?s", "cache", "6379", "2")]
    [InlineData("https://shop.test/a?b=c@d", "https", null, null, "shop.test", "443", "a")]
    [InlineData("  https://shop.test  ", "https", null, null, "shop.test", "443", null)]
    [InlineData("postgresql:///shop?host=db", "postgresql", null, null, "db", "5432", "shop")]
    public void Parts_are_read(string text, string scheme, string? user, string? password, string host, string? port, string? database)
    {
        var url = ConnectionUrl.Read(text)!;

        Assert.Equal(scheme, UrlPart.Of(url, "scheme"));
        Assert.Equal(user, UrlPart.Of(url, "user"));
        Assert.Equal(password, UrlPart.Of(url, "password"));
        Assert.Equal(host, UrlPart.Of(url, "host"));
        Assert.Equal(port, UrlPart.Of(url, "port"));
        Assert.Equal(database, UrlPart.Of(url, "database"));
    }

    [Theory]
    [InlineData("https://shop.test", ConnectionUrlProblem.None)]
    [InlineData("redis://default:a:b@cache", ConnectionUrlProblem.None)]
    [InlineData("postgresql://a:1,b:2/c", ConnectionUrlProblem.None)]
    [InlineData("postgresql:///shop?host=/run", ConnectionUrlProblem.None)]
    [InlineData("sqlite:///./shop.db", ConnectionUrlProblem.None)]
    [InlineData("postgresql:///shop", ConnectionUrlProblem.NoHost)]
    [InlineData("postgresql://", ConnectionUrlProblem.NoHost)]
    [InlineData("postgresql://u:p@/shop", ConnectionUrlProblem.NoHost)]
    [InlineData("postgresql://u:p@db:abc/shop", ConnectionUrlProblem.InvalidPort)]
    [InlineData("postgresql://u:p@db:0/shop", ConnectionUrlProblem.InvalidPort)]
    [InlineData("postgresql://u:p@db:65536/shop", ConnectionUrlProblem.InvalidPort)]
    [InlineData("postgresql://u:p%zz@db/shop", ConnectionUrlProblem.BrokenEncoding)]
    [InlineData("postgresql://u:100%@db/shop", ConnectionUrlProblem.BrokenEncoding)]
    [InlineData("postgresql://u:a/b@db/shop", ConnectionUrlProblem.UnencodedUserInfo)]
    [InlineData("postgresql://u:a@b@db/shop", ConnectionUrlProblem.UnencodedUserInfo)]
    [InlineData("postgresql://u:a#b@db/shop", ConnectionUrlProblem.UnencodedUserInfo)]
    [InlineData("postgresql://u: a@db/shop", ConnectionUrlProblem.WhiteSpace)]
    public void A_problem_is_told(string text, ConnectionUrlProblem problem) => Assert.Equal(problem, ConnectionUrl.Read(text)!.Problem);

    [Theory]
    [InlineData("")]
    [InlineData("db")]
    [InlineData("db:5432")]
    [InlineData("db:5432/shop")]
    [InlineData("://db")]
    [InlineData("a b://db")]
    [InlineData("9p://db")]
    [InlineData("비밀://db")]
    public void What_has_no_scheme_is_no_URL(string text) => Assert.Null(ConnectionUrl.Read(text));

    [Fact]
    public void It_never_prints_itself()
    {
        var url = ConnectionUrl.Read("postgresql://shop:s3cr3tW0rd@db.internal:5432/shop")!;

        Assert.DoesNotContain("s3cr", url.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("db.internal", $"{url} {url.Hosts[0]}", StringComparison.Ordinal);
    }

    [Fact]
    public void No_text_makes_it_fail()
    {
        const string alphabet = "ab:/@?#[]%,;= \0\n.0한\uD83D";
        var random = new Random(7);
        for (var round = 0; round < 50_000; round++)
        {
            var text = (random.Next(2) == 0 ? "redis://" : "") + new string([.. Enumerable.Range(0, random.Next(24)).Select(_ => alphabet[random.Next(alphabet.Length)])]);

            _ = ConnectionUrl.Read(text);
            _ = Endpoints.LocalKinds(text);
            _ = Placeholder.Is(text, isSecret: true);
            _ = SecretStrength.WeaknessesOf(text, SecretDemand.Password, "ab");
        }
    }
}
