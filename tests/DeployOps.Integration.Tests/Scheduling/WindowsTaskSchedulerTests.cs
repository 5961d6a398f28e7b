using DeployOps.Engine.Processes;
using DeployOps.Engine.Scheduling;
using DeployOps.Engine.Scheduling.Windows;
using DeployOps.Integration.Tests.Requirements;
using DeployOps.Integration.Tests.Support;
using Xunit;

namespace DeployOps.Integration.Tests.Scheduling;

/// <summary>
/// The scripts for Windows, run by a real PowerShell with a module that stands in for ScheduledTasks: it keeps tasks as files. The Task Scheduler
/// itself is not here.
/// </summary>
public sealed class WindowsTaskSchedulerTests
{
    private const string Module = """
        $folder = $env:DEPLOYOPS_FAKE_TASKS
        function Register-ScheduledTask { param($TaskPath, $TaskName, $Xml, [switch] $Force, $User, $Password)
            if ($Xml -notmatch '<Task ') { throw 'no task' }
            Set-Content -LiteralPath "$folder/$TaskName.xml" -Value $Xml -NoNewline
            Set-Content -LiteralPath "$folder/$TaskName.login" -Value "$User|$Password" -NoNewline }
        function Get-ScheduledTask { param($TaskPath, $TaskName, $ErrorAction)
            if (Test-Path -LiteralPath "$folder/$TaskName.xml") { [pscustomobject]@{ TaskName = $TaskName; State = 'Ready' } } }
        function Get-ScheduledTaskInfo { param([Parameter(ValueFromPipeline)] $Task)
            process { [pscustomobject]@{ LastRunTime = [datetime]'1999-11-30'; LastTaskResult = 267011; NextRunTime = [datetime]'2026-11-22T02:00:00Z' } } }
        function Export-ScheduledTask { param([Parameter(ValueFromPipeline)] $Task) process { Get-Content -LiteralPath "$folder/$($Task.TaskName).xml" -Raw } }
        function Unregister-ScheduledTask { [CmdletBinding(SupportsShouldProcess)] param([Parameter(ValueFromPipeline)] $Task) process { Remove-Item -LiteralPath "$folder/$($Task.TaskName).xml" } }
        """;

    [PowerShellFact]
    public async Task A_task_is_registered_found_and_removed_and_the_password_is_on_no_command_line()
    {
        var folder = Directory.CreateTempSubdirectory("tasks-");
        try
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, "ScheduledTasks"));
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "ScheduledTasks", "ScheduledTasks.psm1"), Module);
            var wrapper = Path.Combine(folder.FullName, "powershell");
            await File.WriteAllTextAsync(wrapper, $"#!/bin/sh\nprintf '%s\\n' \"$@\" >> '{folder.FullName}/arguments'\nDEPLOYOPS_FAKE_TASKS='{folder.FullName}' PSModulePath='{folder.FullName}' exec pwsh \"$@\"\n");
            await Command.SucceedAsync(null, "chmod", "+x", wrapper);
            var scheduler = new WindowsTaskScheduler(new ProcessRunner(), wrapper);
            var task = new TaskDefinition { Name = "deployops-backup-shop", Description = "백업", Command = [@"C:\Program Files\deployops.exe", "backup"], Folder = @"D:\shop", Times = new TaskTimes(new TimeOnly(2, 0)), Account = @"SHOP\backup" };

            Assert.Null(await scheduler.FindAsync(task.Name, CancellationToken.None));
            await scheduler.RegisterAsync(task, "pa$$wörd-never-shown", CancellationToken.None);
            Assert.Equal(@"SHOP\backup|pa$$wörd-never-shown", await File.ReadAllTextAsync(Path.Combine(folder.FullName, "deployops-backup-shop.login")));
            Assert.DoesNotContain("never-shown", await File.ReadAllTextAsync(Path.Combine(folder.FullName, "arguments")), StringComparison.Ordinal);

            var found = await scheduler.FindAsync(task.Name, CancellationToken.None);
            Assert.Equal(task.Times, found!.Times);
            Assert.Null(found.LastRun);
            Assert.Null(found.LastExitCode);
            Assert.Equal(new DateTimeOffset(2026, 11, 22, 2, 0, 0, TimeSpan.Zero), found.NextRun);
            Assert.Contains("백업", found.Definition, StringComparison.Ordinal);

            await scheduler.UnregisterAsync(task.Name, CancellationToken.None);
            Assert.Null(await scheduler.FindAsync(task.Name, CancellationToken.None));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
