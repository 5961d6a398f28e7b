using System.Globalization;
using DeployOps.Engine.Scheduling;
using Xunit;

namespace DeployOps.Engine.Tests.Scheduling;

public sealed class TaskTimesTests
{
    private static readonly TimeZoneInfo Seoul = TimeZoneInfo.CreateCustomTimeZone("Seoul", TimeSpan.FromHours(9), "Seoul", "Seoul");

    [Theory]
    [InlineData("2026-11-20T16:59:00Z", "2026-11-20T17:00:00Z")]
    [InlineData("2026-11-20T17:00:00Z", "2026-11-21T17:00:00Z")]
    public void A_daily_task_runs_next_at_its_local_time(string now, string next) =>
        Assert.Equal(DateTimeOffset.Parse(next, CultureInfo.InvariantCulture), new TaskTimes(new TimeOnly(2, 0)).Next(DateTimeOffset.Parse(now, CultureInfo.InvariantCulture), Seoul));

    [Fact]
    public void A_task_that_runs_every_six_hours_runs_at_its_time_and_between()
    {
        var times = TaskTimes.Of(new TimeOnly(2, 30), TimeSpan.FromHours(6));
        Assert.Equal(DateTimeOffset.Parse("2026-11-20T20:30:00Z", CultureInfo.InvariantCulture), times.Next(DateTimeOffset.Parse("2026-11-20T15:00:00Z", CultureInfo.InvariantCulture), TimeZoneInfo.Utc));
        Assert.Equal(DateTimeOffset.Parse("2026-11-21T02:30:00Z", CultureInfo.InvariantCulture), times.Next(DateTimeOffset.Parse("2026-11-20T20:30:00Z", CultureInfo.InvariantCulture), TimeZoneInfo.Utc));
        Assert.Equal("every 6 h from 02:30", times.ToString());
    }

    [Theory]
    [InlineData(15)]
    [InlineData(20)]
    [InlineData(30)]
    [InlineData(60)]
    [InlineData(180)]
    [InlineData(1440)]
    public void Times_that_divide_the_hour_or_the_day_are_taken(int minutes) =>
        Assert.Equal(TimeSpan.FromMinutes(minutes), TaskTimes.Of(new TimeOnly(2, 0), TimeSpan.FromMinutes(minutes)).Interval);

    [Theory]
    [InlineData(5)]
    [InlineData(25)]
    [InlineData(45)]
    [InlineData(90)]
    [InlineData(300)]
    [InlineData(2880)]
    public void Times_that_would_be_others_on_every_day_are_refused(int minutes) =>
        Assert.Throws<TaskTimesInvalidException>(() => TaskTimes.Of(new TimeOnly(2, 0), TimeSpan.FromMinutes(minutes)));
}
