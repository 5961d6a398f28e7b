using System.Management.Automation;
using DeployOps.Completion;
using DeployOps.Engine.Backups.Schedule;
using DeployOps.Engine.Project;
using DeployOps.Pipeline;

namespace DeployOps.Backups;

/// <summary><c>Register-BackupTask</c>: lets the system's scheduler back a project up.</summary>
[Cmdlet(VerbsLifecycle.Register, "BackupTask", SupportsShouldProcess = true, DefaultParameterSetName = "Daily")]
[OutputType(typeof(BackupTask))]
public sealed class RegisterBackupTaskCommand : StackCmdlet
{
    /// <summary>The time of the day, local.</summary>
    [Parameter(Position = 0, ParameterSetName = "Daily")]
    public TimeOnly? At { get; set; }

    /// <summary>Every so often instead of daily: minutes, or a time.</summary>
    [Parameter(ParameterSetName = "Often", Mandatory = true)]
    [Minutes]
    public TimeSpan Every { get; set; }

    /// <summary>The account that it runs as.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Account { get; set; }

    /// <summary>The environment variable that holds the password of a named Windows account.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? PasswordVariable { get; set; }

    /// <summary>The longest that a run may take: minutes, or a time.</summary>
    [Parameter]
    [Minutes]
    public TimeSpan? TimeLimit { get; set; }

    /// <summary>systemd or cron, on Linux.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(SchedulerCompleter))]
    [ValidateNotNullOrEmpty]
    public string? Scheduler { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (IsWanted("Register a backup task", out var isPlan))
        {
            Run(
                async queue =>
                {
                    var project = FindProject();
                    var task = await new BackupTasks(project).RegisterAsync(Options(project, isPlan), StopToken).ConfigureAwait(false);
                    foreach (var note in task.Notes)
                    {
                        queue.Warning(note);
                    }

                    queue.Output(task);
                },
                ProjectFolder);
        }
    }

    private BackupTaskOptions Options(DeployProject project, bool isPlan)
    {
        var options = new BackupTaskOptions
        {
            At = At,
            Every = MyInvocation.BoundParameters.ContainsKey(nameof(Every)) ? Every : null,
            Account = Account,
            PasswordVariable = PasswordVariable,
            Scheduler = Scheduler,
            Command = BackupScript.Command(project.Root),
            IsPlan = isPlan,
        };
        return options with { TimeLimit = TimeLimit ?? options.TimeLimit };
    }
}
