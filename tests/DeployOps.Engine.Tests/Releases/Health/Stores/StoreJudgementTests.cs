using DeployOps.Engine.Releases.Health;
using DeployOps.Engine.Releases.Health.Stores;
using DeployOps.Engine.Stores.Redis;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Health.Stores;

public sealed class StoreJudgementTests
{
    [Theory]
    [InlineData("WRONGPASS", HealthLevel.Unhealthy, "it refuses the login (WRONGPASS); look at REDIS_URL")]
    [InlineData("NOAUTH", HealthLevel.Unhealthy, "it refuses the login (NOAUTH); look at REDIS_URL")]
    public void A_refused_login_names_the_key(string code, HealthLevel level, string reason)
    {
        var judgement = new RedisProbe(new RedisConnector()).Judge(new RedisLoginRefusedException(RedisAddress.Parse("redis://cache"), code), new StoreTarget { Keys = "REDIS_URL" })!;
        Assert.Equal((level, reason), (judgement.Level, judgement.Reason));
    }
}
