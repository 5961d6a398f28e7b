namespace DeployOps.Engine.Backups.Schedule;

/// <summary>The task that backs a project up.</summary>
public sealed record BackupTask
{
    /// <summary>Its name, such as <c>DeployOps backup shop</c> or <c>deployops-backup-shop</c>.</summary>
    public required string Name { get; init; }

    /// <summary>What runs it: <c>Windows Task Scheduler</c>, <c>systemd</c> or <c>cron</c>.</summary>
    public required string Scheduler { get; init; }

    /// <summary>Whether it is there; <see langword="false"/> for a plan.</summary>
    public bool IsRegistered { get; init; }

    /// <summary>Whether it is switched on.</summary>
    public bool IsEnabled { get; init; }

    /// <summary>The project's name. It is not named Project: a report fed to the next cmdlet would be taken as that folder.</summary>
    public required string ProjectName { get; init; }

    /// <summary>The project's folder.</summary>
    public required string Root { get; init; }

    /// <summary>When, in words: <c>daily at 02:00</c>, <c>every 1 h</c>; local time.</summary>
    public required string Schedule { get; init; }

    /// <summary>The account.</summary>
    public string Account { get; init; } = "";

    /// <summary>The command it runs, without secrets.</summary>
    public string Command { get; init; } = "";

    /// <summary>When it last ran, in UTC.</summary>
    public DateTimeOffset? LastRun { get; init; }

    /// <summary>The exit code of the last run.</summary>
    public int? LastExitCode { get; init; }

    /// <summary>When it last ended well, in UTC.</summary>
    public DateTimeOffset? LastSuccess { get; init; }

    /// <summary>When it runs next, in UTC.</summary>
    public DateTimeOffset? NextRun { get; init; }

    /// <summary>The definition as it is handed to the scheduler: XML, unit files, a line of a crontab.</summary>
    public string Definition { get; init; } = "";

    /// <summary>What an admin should know, one sentence each.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}
