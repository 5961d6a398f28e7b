namespace DeployOps.Engine.Scheduling;

/// <summary>A scheduler of the operating system.</summary>
public interface ITaskScheduler
{
    /// <summary>What it is called: <c>Windows Task Scheduler</c>, <c>systemd</c> or <c>cron</c>.</summary>
    string Name { get; }

    /// <summary>What it cannot do, one sentence each.</summary>
    IReadOnlyList<string> Limits { get; }

    /// <summary>Whether it is there and running.</summary>
    bool IsPresent { get; }

    /// <summary>The definition as it would be handed over.</summary>
    string Describe(TaskDefinition task);

    /// <summary>Registers a task, replacing one of the same name.</summary>
    /// <param name="task">The task.</param>
    /// <param name="password">The password of the named account, where the scheduler keeps one; <see langword="null"/> for none.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DeployOpsException">The scheduler refuses it; what was registered before is left.</exception>
    Task RegisterAsync(TaskDefinition task, string? password, CancellationToken cancellationToken);

    /// <summary>The task of a name; <see langword="null"/> when there is none.</summary>
    /// <exception cref="DeployOpsException">The scheduler does not answer.</exception>
    Task<ScheduledTask?> FindAsync(string name, CancellationToken cancellationToken);

    /// <summary>Removes the task of a name. One that is not there is no failure.</summary>
    /// <exception cref="DeployOpsException">The scheduler refuses.</exception>
    Task UnregisterAsync(string name, CancellationToken cancellationToken);
}
