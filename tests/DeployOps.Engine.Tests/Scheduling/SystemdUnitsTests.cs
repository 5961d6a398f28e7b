using DeployOps.Engine.Scheduling;
using DeployOps.Engine.Scheduling.Systemd;
using Xunit;

namespace DeployOps.Engine.Tests.Scheduling;

public sealed class SystemdUnitsTests
{
    [Theory]
    [InlineData(null, "*-*-* 02:05:00")]
    [InlineData(20, "*-*-* *:05,25,45:00")]
    [InlineData(360, "*-*-* 02,08,14,20:05:00")]
    public void The_times_are_a_calendar_and_are_read_back(int? minutes, string calendar)
    {
        var times = new TaskTimes(new TimeOnly(2, 5), minutes is { } every ? TimeSpan.FromMinutes(every) : null);
        var timer = SystemdUnits.Timer(Definitions.Awkward with { Times = times });
        Assert.Contains($"OnCalendar={calendar}\n", timer, StringComparison.Ordinal);
        Assert.Contains("Persistent=true\n", timer, StringComparison.Ordinal);
        Assert.Equal(times.Every, SystemdUnits.TimesOf(timer)!.Every);
        Assert.Null(SystemdUnits.TimesOf(timer.Replace("OnCalendar=", "OnBootSec=", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_service_runs_once_with_its_limit_and_its_words_quoted()
    {
        var service = SystemdUnits.Service(Definitions.Awkward with { Account = "backup" }, isSystem: true);
        Assert.Contains("Type=oneshot\nUser=backup\n", service, StringComparison.Ordinal);
        Assert.Contains("TimeoutStartSec=28800\n", service, StringComparison.Ordinal);
        Assert.Contains("""ExecStart="/usr/bin/deployops" "backup" "run" "--project" "/srv/it's $$HOME 100%% \"shop\"\\" """.Trim(), service, StringComparison.Ordinal);
        Assert.DoesNotContain("User=", SystemdUnits.Service(Definitions.Awkward with { Account = "backup" }, isSystem: false), StringComparison.Ordinal);
    }
}
