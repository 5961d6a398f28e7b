using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Health;
using DeployOps.Engine.Backups.Schedule;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Scheduling;
using Xunit;

namespace DeployOps.Engine.Tests.Backups.Schedule;

public sealed class BackupTasksTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tasks-");
    private readonly KeptTasks _systemd = new("systemd");
    private readonly KeptTasks _cron = new("cron");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_task_runs_daily_at_two_unless_the_settings_say_otherwise()
    {
        var task = await Tasks().RegisterAsync(Options(), CancellationToken.None);
        Assert.Equal("daily at 02:00", task.Schedule);
        Assert.True(task is { IsRegistered: true, IsEnabled: true, Scheduler: "systemd" });
        Assert.Equal("every 6 h from 01:30", (await Tasks(new BackupSettings { At = new TimeOnly(1, 30), Every = TimeSpan.FromHours(6) }).RegisterAsync(Options(), CancellationToken.None)).Schedule);
        Assert.Equal("daily at 03:15", (await Tasks(new BackupSettings { Every = TimeSpan.FromHours(6) }).RegisterAsync(Options() with { At = new TimeOnly(3, 15) }, CancellationToken.None)).Schedule);
    }

    [Fact]
    public async Task A_plan_shows_the_definition_and_registers_nothing()
    {
        var plan = await Tasks().RegisterAsync(Options() with { IsPlan = true }, CancellationToken.None);
        Assert.False(plan.IsRegistered);
        Assert.Contains("definition of", plan.Definition, StringComparison.Ordinal);
        Assert.Null(await Tasks().FindAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_project_has_one_task_whichever_scheduler_keeps_it()
    {
        await Tasks().RegisterAsync(Options(), CancellationToken.None);
        var task = await Tasks().RegisterAsync(Options() with { Scheduler = "cron" }, CancellationToken.None);
        Assert.Equal("cron", task.Scheduler);
        Assert.Empty(_systemd.Tasks);
        Assert.Equal(task.Name, (await Tasks().UnregisterAsync(isPlan: true, CancellationToken.None))!.Name);
        Assert.Single(_cron.Tasks);
        Assert.Equal(task.Name, (await Tasks().UnregisterAsync(isPlan: false, CancellationToken.None))!.Name);
        Assert.Null(await Tasks().UnregisterAsync(isPlan: false, CancellationToken.None));
    }

    [Fact]
    public async Task Two_folders_with_projects_of_one_name_have_two_tasks()
    {
        await Tasks().RegisterAsync(Options(), CancellationToken.None);
        var other = new BackupTasks(new DeployProject { Root = "/elsewhere", Name = "shop" }) { Schedulers = [_systemd, _cron] };
        Assert.Null(await other.FindAsync(CancellationToken.None));
    }

    [Fact]
    public async Task A_schedule_that_cannot_keep_the_agreed_RPO_says_so_and_health_finds_it()
    {
        var settings = new BackupSettings { RecoveryPointObjective = TimeSpan.FromHours(1) };
        var task = await Tasks(settings).RegisterAsync(Options(), CancellationToken.None);
        Assert.Contains(task.Notes, note => note.Contains("RPO of 1 h", StringComparison.Ordinal));
        var health = await new MeasureBackupHealth(Project(settings)) { FindTask = _ => Task.FromResult<BackupTask?>(task) }.RunAsync(null, CancellationToken.None);
        Assert.False(health.Passed);
        Assert.Contains(health.Findings, finding => finding.Contains("RPO of 1 h", StringComparison.Ordinal));
        Assert.Equal(ExitCodes.GateFailed, health.ExitCode);
    }

    [Theory]
    [InlineData("no-such-scheduler", null, typeof(NoTaskSchedulerException))]
    [InlineData(null, "NO_SUCH_VARIABLE", typeof(TaskPasswordMissingException))]
    public async Task What_cannot_be_registered_is_named(string? scheduler, string? variable, Type failure)
    {
        await Assert.ThrowsAsync(failure, () => Tasks().RegisterAsync(Options() with { Scheduler = scheduler, PasswordVariable = variable }, CancellationToken.None));
        Assert.Empty(_systemd.Tasks);
    }

    [Fact]
    public async Task The_password_comes_from_its_variable()
    {
        var ports = new BackupPorts { ProcessEnvironment = [KeyValuePair.Create("TASK_PASSWORD", "never-shown")] };
        var task = await new BackupTasks(Project(new BackupSettings())) { Schedulers = [_systemd], Ports = ports }.RegisterAsync(Options() with { PasswordVariable = "TASK_PASSWORD" }, CancellationToken.None);
        Assert.Equal("never-shown", _systemd.Password);
        Assert.DoesNotContain("never-shown", task.ToString(), StringComparison.Ordinal);
    }

    private static BackupTaskOptions Options() => new() { Command = ["/usr/bin/deployops", "backup", "run"] };

    private DeployProject Project(BackupSettings settings) => new() { Root = _folder.FullName, Name = "shop", Backup = settings };

    private BackupTasks Tasks(BackupSettings? settings = null) => new(Project(settings ?? new BackupSettings())) { Schedulers = [_systemd, _cron] };
}
