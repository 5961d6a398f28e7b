using DeployOps.Engine.Processes;
using DeployOps.Engine.Scheduling.Cron;
using DeployOps.Engine.Scheduling.Systemd;
using DeployOps.Engine.Scheduling.Windows;

namespace DeployOps.Engine.Scheduling;

/// <summary>The schedulers of this machine.</summary>
public static class TaskSchedulers
{
    /// <summary>All that this operating system may have, the preferred first.</summary>
    public static IReadOnlyList<ITaskScheduler> OfThisSystem(IProcessRunner processes) => OperatingSystem.IsWindows()
        ? [new WindowsTaskScheduler(processes)]
        : [new SystemdScheduler(processes, SystemdPlace.OfThisAccount()), new CronScheduler(processes)];

    /// <summary>The named one, or the first that runs here.</summary>
    /// <param name="schedulers">Those to choose from.</param>
    /// <param name="name">The name; <see langword="null"/> for the one that runs here.</param>
    /// <exception cref="NoTaskSchedulerException">There is none.</exception>
    public static ITaskScheduler Choose(IReadOnlyList<ITaskScheduler> schedulers, string? name)
    {
        ArgumentNullException.ThrowIfNull(schedulers);
        var wanted = schedulers.Where(scheduler => name is null || scheduler.Name.Equals(name, StringComparison.OrdinalIgnoreCase));
        return wanted.FirstOrDefault(scheduler => scheduler.IsPresent) ?? throw new NoTaskSchedulerException(name ?? string.Join(" nor ", schedulers.Select(scheduler => scheduler.Name)));
    }
}
