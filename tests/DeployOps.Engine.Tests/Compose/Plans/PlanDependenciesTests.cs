using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Processes;
using Xunit;

namespace DeployOps.Engine.Tests.Compose.Plans;

/// <summary>What compose keeps of a service that it left out, as 2.26.1 writes it.</summary>
public sealed class PlanDependenciesTests
{
    [Fact]
    public void A_dependency_that_may_be_missing_and_is_goes()
    {
        var plan = Read("""{"mail":{"condition":"service_started","required":false},"db":{"condition":"service_healthy","required":false}}""").WithoutAbsentDependencies();

        Assert.Equal(["db"], plan.Find("backend")!.Dependencies);
        Assert.Empty(Read("""{"mail":{"condition":"service_started","required":false}}""").WithoutAbsentDependencies().Find("backend")!.Dependencies);
    }

    [Theory]
    [InlineData("""{"mail":{"condition":"service_started","required":true}}""", "mail")]
    [InlineData("""{"mail":{"condition":"service_started"}}""", "mail")]
    [InlineData("""{"db":{"condition":"service_started","required":false}}""", "db")]
    [InlineData("""["db"]""", "db")]
    public void One_that_is_demanded_or_is_there_stays_and_the_plan_is_the_same(string dependencies, string kept)
    {
        var plan = Read(dependencies);

        Assert.Same(plan, plan.WithoutAbsentDependencies());
        Assert.Equal([kept], plan.Find("backend")!.Dependencies);
    }

    private static ComposePlan Read(string dependencies) =>
        ComposePlan.Parse(new CapturedText("""{"name":"shop","services":{"backend":{"image":"a","depends_on":THESE},"db":{"image":"b"}}}""".Replace("THESE", dependencies, StringComparison.Ordinal)));
}
