using DeployOps.Engine.Backups.Listing;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Project;
using DeployOps.Engine.Scheduling;

namespace DeployOps.Engine.Backups.Schedule;

/// <summary>Registers, shows and removes the task that backs a project up (rows CH8, KP11).</summary>
public sealed class BackupTasks(DeployProject project)
{
    /// <summary>The schedulers of the system, the preferred first; replaced in tests.</summary>
    public IReadOnlyList<ITaskScheduler> Schedulers { get; init; } = TaskSchedulers.OfThisSystem(new ProcessRunner());

    /// <summary>What it reaches outside through; replaced in tests.</summary>
    public BackupPorts Ports { get; init; } = new();

    /// <summary>Registers the task, replacing the one of this project.</summary>
    /// <exception cref="DeployOpsException">There is no scheduler here, or it refuses; what was registered before is left.</exception>
    public async Task<BackupTask> RegisterAsync(BackupTaskOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        var scheduler = TaskSchedulers.Choose(Schedulers, options.Scheduler);
        var task = Definition(options);
        var planned = Planned(task, scheduler);
        if (options.IsPlan)
        {
            return planned;
        }

        await scheduler.RegisterAsync(task, PasswordOf(options), cancellationToken).ConfigureAwait(false);

        // Two schedulers would make two sets a night.
        foreach (var other in Schedulers.Where(other => other != scheduler && other.IsPresent))
        {
            await other.UnregisterAsync(task.Name, cancellationToken).ConfigureAwait(false);
        }

        return await FindAsync(cancellationToken).ConfigureAwait(false) is { } found
            ? found with { Notes = [.. planned.Notes.Union(found.Notes, StringComparer.Ordinal)] }
            : throw new TaskRefusedException(scheduler.Name, task.Name, "keep", "it is not there afterwards");
    }

    /// <summary>The task of this project; <see langword="null"/> when there is none.</summary>
    public async Task<BackupTask?> FindAsync(CancellationToken cancellationToken)
    {
        foreach (var scheduler in Schedulers.Where(scheduler => scheduler.IsPresent))
        {
            if (await scheduler.FindAsync(BackupTaskName.Of(project), cancellationToken).ConfigureAwait(false) is { } found)
            {
                return await FoundAsync(found, scheduler, cancellationToken).ConfigureAwait(false);
            }
        }

        return null;
    }

    /// <summary>Removes the task of this project, and says which it was; <see langword="null"/> when there was none.</summary>
    public async Task<BackupTask?> UnregisterAsync(bool isPlan, CancellationToken cancellationToken)
    {
        var found = await FindAsync(cancellationToken).ConfigureAwait(false);
        if (found is null || isPlan)
        {
            return found;
        }

        foreach (var scheduler in Schedulers.Where(scheduler => scheduler.IsPresent))
        {
            await scheduler.UnregisterAsync(found.Name, cancellationToken).ConfigureAwait(false);
        }

        return found with { IsRegistered = false, NextRun = null };
    }

    private TaskDefinition Definition(BackupTaskOptions options) => new()
    {
        Name = BackupTaskName.Of(project),
        Description = $"DeployOps: backup of {project.Name}",
        Command = options.Command.Count > 0 ? options.Command : BackupCommand.Of(project),
        Folder = project.Root,
        Times = TaskTimes.Of(options.At ?? project.Backup.At, options.Every ?? (options.At is null ? project.Backup.Every : null)),
        Account = options.Account,
        TimeLimit = options.TimeLimit,
    };

    private string? PasswordOf(BackupTaskOptions options)
    {
        if (options.PasswordVariable is not { } variable)
        {
            return null;
        }

        var password = Ports.ProcessEnvironment.LastOrDefault(pair => pair.Key == variable).Value;
        return string.IsNullOrEmpty(password) ? throw new TaskPasswordMissingException(variable) : password;
    }

    private BackupTask Planned(TaskDefinition task, ITaskScheduler scheduler) => new()
    {
        Name = task.Name,
        Scheduler = scheduler.Name,
        ProjectName = project.Name,
        Root = project.Root,
        Schedule = task.Times.ToString(),
        Account = task.Account ?? (OperatingSystem.IsWindows() ? "SYSTEM" : Environment.UserName),
        Command = string.Join(' ', task.Command),
        NextRun = task.Times.Next(Ports.Time.GetUtcNow(), Ports.Time.LocalTimeZone),
        Definition = scheduler.Describe(task),
        Notes = [.. scheduler.Limits, .. NotesOf(task.Times)],
    };

    private async Task<BackupTask> FoundAsync(ScheduledTask task, ITaskScheduler scheduler, CancellationToken cancellationToken)
    {
        return new BackupTask
        {
            Name = task.Name,
            Scheduler = scheduler.Name,
            IsRegistered = true,
            IsEnabled = task.IsEnabled,
            ProjectName = project.Name,
            Root = task.Folder ?? project.Root,
            Schedule = task.Times?.ToString() ?? "changed by hand",
            Account = task.Account,
            Command = task.Command,
            LastRun = task.LastRun,
            LastExitCode = task.LastExitCode,
            LastSuccess = await LastSuccessAsync(cancellationToken).ConfigureAwait(false),
            NextRun = task.NextRun ?? (task.IsEnabled ? task.Times?.Next(Ports.Time.GetUtcNow(), Ports.Time.LocalTimeZone) : null),
            Definition = task.Definition,
            Notes = [.. scheduler.Limits, .. task.Times is { } times ? NotesOf(times) : []],
        };
    }

    // A folder that cannot be read is Test-BackupHealth's to name.
    private async Task<DateTimeOffset?> LastSuccessAsync(CancellationToken cancellationToken)
    {
        try
        {
            var sets = await new ListBackups(project).RunAsync(destination: null, cancellationToken).ConfigureAwait(false);
            return sets.Where(set => set is { State: not BackupState.Partial, Manifest.Reason: null }).Select(set => set.Manifest?.EndedAt).Max();
        }
        catch (DeployOpsException)
        {
            return null;
        }
    }

    private IEnumerable<string> NotesOf(TaskTimes times)
    {
        if (times.Interval > project.Backup.RecoveryPointObjective)
        {
            yield return FormattableString.Invariant(
                $"It runs {times}, and an RPO of {project.Backup.RecoveryPointObjective.TotalHours:0.#} h was agreed: what is written in between can be lost. Set backup.every, or agree on another backup.rpo.");
        }
    }
}
