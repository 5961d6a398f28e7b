using DeployOps.Engine.Scheduling;

namespace DeployOps.Engine.Tests.Backups.Schedule;

/// <summary>A scheduler that keeps tasks in memory.</summary>
internal sealed class KeptTasks(string name) : ITaskScheduler
{
    public Dictionary<string, TaskDefinition> Tasks { get; } = [];

    public string? Password { get; private set; }

    public string Name => name;

    public IReadOnlyList<string> Limits => [];

    public bool IsPresent => true;

    public string Describe(TaskDefinition task) => $"definition of {task.Name}";

    public Task RegisterAsync(TaskDefinition task, string? password, CancellationToken cancellationToken)
    {
        (Tasks[task.Name], Password) = (task, password);
        return Task.CompletedTask;
    }

    public Task<ScheduledTask?> FindAsync(string name, CancellationToken cancellationToken) => Task.FromResult(
        Tasks.GetValueOrDefault(name) is { } found ? new ScheduledTask { Name = name, IsEnabled = true, Folder = found.Folder, Times = found.Times } : null);

    public Task UnregisterAsync(string name, CancellationToken cancellationToken)
    {
        Tasks.Remove(name);
        return Task.CompletedTask;
    }
}
