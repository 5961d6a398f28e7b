namespace DeployOps.Engine.Backups.Schedule;

/// <summary>How the task is registered. What is not named comes from the settings.</summary>
public sealed record BackupTaskOptions
{
    /// <summary>The time of the day, local; 02:00 unless the settings say otherwise.</summary>
    public TimeOnly? At { get; init; }

    /// <summary>Every so often instead of daily, 15 minutes at least.</summary>
    public TimeSpan? Every { get; init; }

    /// <summary>The account; SYSTEM on Windows and the caller's own elsewhere when <see langword="null"/>.</summary>
    public string? Account { get; init; }

    /// <summary>The password of a named Windows account, from a variable of this name; a task that needs none when <see langword="null"/>.</summary>
    public string? PasswordVariable { get; init; }

    /// <summary>The longest that a run may take before the scheduler stops it.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromHours(8);

    /// <summary><c>systemd</c> or <c>cron</c> on Linux; the one that runs here when <see langword="null"/>.</summary>
    public string? Scheduler { get; init; }

    /// <summary>The program and arguments of the run; the caller's own face, found by itself, when empty.</summary>
    public IReadOnlyList<string> Command { get; init; } = [];

    /// <summary>Only say what would be registered.</summary>
    public bool IsPlan { get; init; }
}
