using DeployOps.Engine.Stores.Postgres;
using Xunit;

namespace DeployOps.Engine.Tests.Stores.Postgres;

public sealed class PostgresAddressTests
{
    [Theory]
    [InlineData("postgresql://app:pw@db:5433/shop", "db", 5433, "app", "pw", "shop", PostgresTls.Prefer)]
    [InlineData("postgres://app@db/", "db", 5432, "app", null, "app", PostgresTls.Prefer)]
    [InlineData("postgresql+asyncpg://a%40b:p%2Fw%25@db/shop%20x?ssl=require", "db", 5432, "a@b", "p/w%", "shop x", PostgresTls.Require)]
    [InlineData("postgresql+psycopg2://app:pw@db.example.com/shop?sslmode=verify-full&application_name=x", "db.example.com", 5432, "app", "pw", "shop", PostgresTls.VerifyFull)]
    [InlineData("POSTGRESQL://app:pw@[::1]:5432/shop?sslmode=disable", "::1", 5432, "app", "pw", "shop", PostgresTls.Disable)]
    [InlineData("postgresql:///shop?host=db&port=5555&user=app&password=p%26w", "db", 5555, "app", "p&w", "shop", PostgresTls.Prefer)]
    [InlineData("postgresql://app:pw@db/shop?schema=public&sslmode=verify-ca", "db", 5432, "app", "pw", "shop", PostgresTls.VerifyAuthority)]
    [InlineData("postgresql://app:pass/w#r@d@my_db:5432/shop", "my_db", 5432, "app", "pass/w#r@d", "shop", PostgresTls.Prefer)]
    public void A_url_is_taken_apart(string url, string host, int port, string user, string? password, string database, PostgresTls tls)
    {
        var address = PostgresAddress.Parse(url);
        Assert.Equal((host, port, user, password, database, tls), (address.Host, address.Port, address.User, address.Password, address.Database, address.Tls));
    }

    [Theory]
    [InlineData("host=db password=hidden-pw", "scheme")]
    [InlineData("mysql://app:hidden-pw@db/shop", "scheme")]
    [InlineData("postgresql://db/shop", "no user")]
    [InlineData("postgresql://app:hidden-pw@/shop", "no host")]
    [InlineData("postgresql://app:hidden-pw@db:x/shop", "port")]
    [InlineData("postgresql://app:hidden-pw@db/shop?port=0", "port")]
    [InlineData("postgresql://app:hidden-pw@db/shop?sslmode=hidden", "sslmode")]
    [InlineData("postgresql://app:hidden-pw@a,b/shop", "several")]
    [InlineData("postgresql://app:hidden-pw@db/shop?host=/var/run/postgresql", "Unix socket")]
    [InlineData("postgresql://app:hidden-pw@%2Fvar%2Frun/shop", "Unix socket")]
    [InlineData("postgresql://app:hidden%zz@db/shop", "percent")]
    [InlineData("postgresql://app:p@hidden/w#rd@db/shop", "percent-encoded")]
    [InlineData("postgresql://app:hidden-pw@db;drop/shop", "host")]
    public void What_is_no_address_is_refused_by_name_and_not_repeated(string url, string reason)
    {
        var failure = Assert.Throws<PostgresAddressException>(() => PostgresAddress.Parse(url));
        Assert.Contains(reason, failure.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void It_prints_where_and_not_how_to_log_in() =>
        Assert.Equal("postgresql://db:5432/shop", PostgresAddress.Parse("postgresql+asyncpg://user-x:pass-x@db/shop").ToString());

    [Theory]
    [InlineData("postgresql+asyncpg://x", true)]
    [InlineData("POSTGRES://x", true)]
    [InlineData("mysql://x", false)]
    [InlineData("sqlite:///x", false)]
    [InlineData("x", false)]
    public void Its_schemes_are_known(string url, bool expected) => Assert.Equal(expected, PostgresAddress.IsPostgres(url));

    [Theory]
    [InlineData("28P01", "PostgresLoginRefused", FailureKind.Permission)]
    [InlineData("3D000", "PostgresDatabaseMissing", FailureKind.Environment)]
    [InlineData("53300", "PostgresConnectionsExhausted", FailureKind.Environment)]
    [InlineData("57P03", "PostgresNotReady", FailureKind.Environment)]
    [InlineData("42501", "PostgresRightMissing", FailureKind.Permission)]
    [InlineData("XX000", "PostgresRefused", FailureKind.Environment)]
    public void A_refusal_is_named_by_its_code_and_has_a_next_step(string code, string errorId, FailureKind kind)
    {
        var failure = new PostgresRefusedException(PostgresAddress.Parse("postgresql://user-x:pass-x@db/shop"), code);
        Assert.Equal((errorId, kind), (failure.ErrorId, failure.Kind));
        Assert.Contains(code, failure.Message, StringComparison.Ordinal);
        Assert.NotEmpty(failure.RecommendedAction);
        Assert.DoesNotContain("-x", failure.ToString(), StringComparison.Ordinal);
    }
}
