using System.Diagnostics;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Scheduling;
using DeployOps.Engine.Scheduling.Cron;
using DeployOps.Integration.Tests.Requirements;
using DeployOps.Integration.Tests.Support;
using Xunit;

namespace DeployOps.Integration.Tests.Scheduling;

/// <summary>A real crontab, and a real cron that runs what stands in it.</summary>
public sealed class CronSchedulerTests
{
    private readonly CronScheduler _cron = new(new ProcessRunner());

    [CronFact]
    public async Task A_task_is_registered_found_run_by_cron_at_its_minute_and_removed()
    {
        var folder = Directory.CreateTempSubdirectory("it's 100% $HOME ");
        var before = await Command.RunAsync(null, "crontab", "-l");
        try
        {
            var at = DateTime.Now.AddSeconds(62);
            var task = Definition(folder.FullName) with { Times = new TaskTimes(new TimeOnly(at.Hour, at.Minute)) };
            await _cron.RegisterAsync(task, password: null, CancellationToken.None);
            await _cron.RegisterAsync(task, password: null, CancellationToken.None);
            var found = await _cron.FindAsync(task.Name, CancellationToken.None);
            Assert.Equal(task.Times, found!.Times);
            Assert.Equal(folder.FullName, found.Folder);

            using var cron = Process.Start(new ProcessStartInfo("/usr/sbin/cron", "-f") { RedirectStandardError = true })!;
            var clock = Stopwatch.StartNew();
            while (!File.Exists(Path.Combine(folder.FullName, "made by 100% cron")) && clock.Elapsed < TimeSpan.FromSeconds(140))
            {
                await Task.Delay(250);
            }

            if (!cron.HasExited)
            {
                cron.Kill();
            }

            Assert.True(File.Exists(Path.Combine(folder.FullName, "made by 100% cron")), "cron did not run the task");
            await _cron.UnregisterAsync(task.Name, CancellationToken.None);
            Assert.Null(await _cron.FindAsync(task.Name, CancellationToken.None));
            Assert.Equal(before.StandardOutput.Reveal(), (await Command.RunAsync(null, "crontab", "-l")).StandardOutput.Reveal());
        }
        finally
        {
            await _cron.UnregisterAsync("deployops-backup-test", CancellationToken.None);
            folder.Delete(recursive: true);
        }
    }

    [CronFact]
    public async Task An_account_that_is_not_there_is_refused_and_nothing_is_changed()
    {
        var before = (await Command.RunAsync(null, "crontab", "-l")).StandardOutput.Reveal();
        await Assert.ThrowsAsync<TaskRefusedException>(() => _cron.RegisterAsync(Definition("/") with { Account = "nobody-of-this-name" }, password: null, CancellationToken.None));
        Assert.Equal(before, (await Command.RunAsync(null, "crontab", "-l")).StandardOutput.Reveal());
    }

    private static TaskDefinition Definition(string folder) => new()
    {
        Name = "deployops-backup-test",
        Description = "a test of DeployOps",
        Command = ["/usr/bin/touch", "made by 100% cron"],
        Folder = folder,
        Times = new TaskTimes(new TimeOnly(2, 0)),
    };
}
