namespace DeployOps.Engine.Scheduling;

/// <summary>A task as a scheduler knows it.</summary>
public sealed record ScheduledTask
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is switched on.</summary>
    public required bool IsEnabled { get; init; }

    /// <summary>The folder it runs in; <see langword="null"/> when the scheduler does not say.</summary>
    public string? Folder { get; init; }

    /// <summary>When it runs; <see langword="null"/> when it was changed to something that DeployOps does not write.</summary>
    public TaskTimes? Times { get; init; }

    /// <summary>The account.</summary>
    public string Account { get; init; } = "";

    /// <summary>The command line.</summary>
    public string Command { get; init; } = "";

    /// <summary>When it last ran, in UTC.</summary>
    public DateTimeOffset? LastRun { get; init; }

    /// <summary>The exit code of the last run.</summary>
    public int? LastExitCode { get; init; }

    /// <summary>When it runs next, in UTC.</summary>
    public DateTimeOffset? NextRun { get; init; }

    /// <summary>The definition as the scheduler has it.</summary>
    public string Definition { get; init; } = "";
}
