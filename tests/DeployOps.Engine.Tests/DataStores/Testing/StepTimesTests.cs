using DeployOps.Engine.DataStores.Testing.Trials;
using Xunit;

namespace DeployOps.Engine.Tests.DataStores.Testing;

public sealed class StepTimesTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 1, 2)]
    [InlineData(5, 3, 5)]
    [InlineData(10, 5, 10)]
    [InlineData(20, 10, 19)]
    [InlineData(100, 50, 95)]
    public void Percentiles_are_times_that_were_measured_by_the_nearest_rank(int count, int median, int high)
    {
        var times = Enumerable.Range(1, count).Reverse().Select(number => TimeSpan.FromMilliseconds(number)).ToList();
        Assert.Equal((TimeSpan.FromMilliseconds(median), TimeSpan.FromMilliseconds(high)), (StepTimes.Percentile(times, 50), StepTimes.Percentile(times, 95)));
    }

    [Fact]
    public void Nothing_measured_is_no_time() => Assert.Null(StepTimes.Percentile([], 50));
}
