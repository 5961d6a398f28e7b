using DeployOps.Engine.Stores.Redis;
using Xunit;

namespace DeployOps.Engine.Tests.Stores.Redis;

public sealed class RedisAddressTests
{
    [Theory]
    [InlineData("redis://cache", "cache", 6379, null, null, 0, false)]
    [InlineData("redis://cache:6380/3", "cache", 6380, null, null, 3, false)]
    [InlineData(" rediss://app:s%40c%3Ar%2Ft@cache.example.com:6379/1 ", "cache.example.com", 6379, "app", "s@c:r/t", 1, true)]
    [InlineData("redis://:pa+ss%20word@cache:6379/0", "cache", 6379, null, "pa+ss word", 0, false)]
    [InlineData("REDIS://:p@10.0.0.7", "10.0.0.7", 6379, null, "p", 0, false)]
    [InlineData("redis://u:p@[::1]:7000/2", "::1", 7000, "u", "p", 2, false)]
    [InlineData("redis://:q/w?e#r@cache:6379/4", "cache", 6379, null, "q/w?e#r", 4, false)]
    [InlineData("redis://:a@b@cache/0", "cache", 6379, null, "a@b", 0, false)]
    [InlineData("valkeys://my_cache/0?db=5&password=opt", "my_cache", 6379, null, "opt", 5, true)]
    [InlineData("redis://:@cache", "cache", 6379, null, null, 0, false)]
    [InlineData("redis://nopass@cache", "cache", 6379, "nopass", null, 0, false)]
    public void A_url_is_taken_apart(string url, string host, int port, string? user, string? password, int database, bool tls)
    {
        var address = RedisAddress.Parse(url);
        Assert.Equal((host, port, user, password, database, tls), (address.Host, address.Port, address.User, address.Password, address.Database, address.UsesTls));
    }

    [Theory]
    [InlineData("", "scheme")]
    [InlineData("cache:6379", "scheme")]
    [InlineData("http://cache", "scheme")]
    [InlineData("redis://", "no host")]
    [InlineData("redis://:hidden-pw@", "no host")]
    [InlineData("redis://cache:99999", "port")]
    [InlineData("redis://cache:6379/hidden-pw", "database")]
    [InlineData("redis://:hidden-pw%@cache", "percent")]
    [InlineData("redis://:hidden pw@cache", "white space")]
    [InlineData("redis://[hidden-pw]:1", "IPv6")]
    [InlineData("redis://a:6379,b:6379", "several")]
    [InlineData("unix:///run/redis.sock", "Unix socket")]
    [InlineData("redis+unix:///run/redis.sock", "Unix socket")]
    [InlineData("redis-socket:///run/redis.sock", "Unix socket")]
    [InlineData("redis://%2Frun%2Fredis.sock", "Unix socket")]
    [InlineData("redis+sentinel://hidden-pw@a:26379/main", "sentinels")]
    public void What_is_no_address_is_refused_by_name_and_not_repeated(string url, string reason)
    {
        var failure = Assert.Throws<RedisAddressException>(() => RedisAddress.Parse(url));
        Assert.Contains(reason, failure.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void It_prints_where_and_not_how_to_log_in() =>
        Assert.Equal("rediss://[::1]:7000/2", RedisAddress.Parse("rediss://user-x:pass-x@[::1]:7000/2").ToString());

    [Fact]
    public void A_url_may_ask_for_any_certificate() => Assert.True(RedisAddress.Parse("rediss://cache?ssl_cert_reqs=none").TakesAnyCertificate);

    [Fact]
    public void Another_login_keeps_the_rest()
    {
        var address = RedisAddress.Parse("rediss://cache:1/2?ssl_cert_reqs=CERT_NONE").WithLogin(null, "p");
        Assert.Equal(("rediss://cache:1/2", "p", true), (address.ToString(), address.Password, address.TakesAnyCertificate));
    }
}
