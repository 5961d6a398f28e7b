using DeployOps.Engine.Scheduling;
using DeployOps.Engine.Scheduling.Cron;
using Xunit;

namespace DeployOps.Engine.Tests.Scheduling;

public sealed class CronTableTests
{
    private const string Others = "MAILTO=admin\n# DeployOps begin deployops-backup-other\n0 1 * * * other\n# DeployOps end deployops-backup-other\n*/5 * * * * /bin/true";

    [Fact]
    public void A_line_is_quoted_for_the_shell_and_for_cron()
    {
        var line = CronTable.Write(Definitions.Awkward).Split('\n').Single(line => line.StartsWith("5 2 * * * ", StringComparison.Ordinal));
        Assert.Equal("""5 2 * * * cd '/srv/it'\''s $HOME 100\% "shop"\' && timeout --kill-after=60 28800 /usr/bin/deployops backup run --project '/srv/it'\''s $HOME 100\% "shop"\' > /dev/null 2>&1""", line);
    }

    [Fact]
    public void Other_lines_stay_as_they_are()
    {
        var with = CronTable.With(Others, Definitions.Awkward);
        Assert.StartsWith(Others, with, StringComparison.Ordinal);
        Assert.Equal(with, CronTable.With(with, Definitions.Awkward));
        Assert.Equal(Others + "\n", CronTable.Without(with, Definitions.Awkward.Name));
        Assert.Null(CronTable.Find(Others, Definitions.Awkward.Name));
    }

    [Fact]
    public void A_block_without_its_end_is_left_alone()
    {
        var cut = CronTable.With(Others, Definitions.Awkward).Replace($"# DeployOps end {Definitions.Awkward.Name}\n", "0 3 * * * precious\n", StringComparison.Ordinal);
        Assert.Equal(cut, CronTable.Without(cut, Definitions.Awkward.Name));
    }

    [Theory]
    [InlineData(null, "5 2 * * *")]
    [InlineData(20, "5,25,45 * * * *")]
    [InlineData(60, "5 0,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23 * * *")]
    [InlineData(360, "5 2,8,14,20 * * *")]
    public void The_times_are_written_as_fields_and_read_back(int? minutes, string fields)
    {
        var times = new TaskTimes(new TimeOnly(2, 5), minutes is { } every ? TimeSpan.FromMinutes(every) : null);
        var table = CronTable.With("", Definitions.Awkward with { Times = times });
        Assert.Contains($"\n{fields} cd ", table, StringComparison.Ordinal);
        var found = CronTable.Find(table, Definitions.Awkward.Name)!;
        Assert.Equal(times.Every, found.Times!.Every);
        Assert.Equal(Definitions.Awkward.Folder, found.Folder);
        Assert.Equal(times.Next(DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc), found.Times.Next(DateTimeOffset.UnixEpoch, TimeZoneInfo.Utc));
    }

    [Fact]
    public void A_line_that_was_commented_out_is_switched_off()
    {
        var off = CronTable.With("", Definitions.Awkward).Replace("5 2 * * *", "#5 2 * * *", StringComparison.Ordinal);
        Assert.False(CronTable.Find(off, Definitions.Awkward.Name)!.IsEnabled);
    }
}
