using System.Globalization;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Releases.Health.Looking;

/// <summary>Makes a service's health out of its containers and what was measured of them (rows RB8, CH9).</summary>
internal sealed class ServiceLook(HealthSettings limits, DateTimeOffset now)
{
    private const double Mebibyte = 1024 * 1024;

    /// <summary>Looks at a service.</summary>
    /// <param name="service">What is expected of it.</param>
    /// <param name="figures">Its containers with what was measured of them.</param>
    public ServiceHealth Of(ExpectedService service, IReadOnlyList<ContainerFigures> figures)
    {
        IReadOnlyList<StackContainer> containers = [.. figures.Select(one => one.Container)];
        var seen = ServiceVerdicts.Observe(service, containers, container => ContainerVerdict.AtOnce(container, service.IsOneShot, now));
        var over = seen.IsGood && !service.IsOneShot ? figures.SelectMany(OverLimits).Distinct(StringComparer.Ordinal).ToList() : [];
        var heaviest = figures.MaxBy(one => one.MemoryPercent ?? one.Usage?.MemoryBytes ?? -1.0);
        return new ServiceHealth
        {
            Service = service.Name,
            Verdict = over.Count > 0 ? ServiceVerdict.Degraded : seen.Verdict,
            Level = over.Count > 0 ? HealthLevel.Degraded : LevelOf(service, seen.Verdict),
            Detail = over.Count > 0 ? $"{seen.Detail}, but {string.Join("; ", over)}" : seen.Detail,
            Image = string.Join(", ", containers.Select(container => container.ImageReference).Distinct(StringComparer.Ordinal)),
            Containers = containers.Count(container => container.State == ContainerState.Running),
            Uptime = Uptime(containers),
            Restarts = containers.Select(container => container.RestartCount).DefaultIfEmpty().Max(),
            ProcessorPercent = figures.Max(one => one.Usage?.ProcessorPercent),
            MemoryBytes = heaviest?.Usage?.MemoryBytes,
            MemoryLimitBytes = heaviest?.MemoryLimitBytes,
            DiskBytes = figures.Any(one => one.WrittenBytes is not null) ? figures.Sum(one => one.WrittenBytes) : null,
            LogBytesPerHour = figures.Max(one => one.LogBytesPerHour),
        };
    }

    private static HealthLevel LevelOf(ExpectedService service, ServiceVerdict verdict) => verdict switch
    {
        ServiceVerdict.Healthy or ServiceVerdict.Running or ServiceVerdict.Completed => HealthLevel.Healthy,
        ServiceVerdict.Degraded => HealthLevel.Degraded,

        // At its work, or removed since it did it: neither is a fault of a stack that runs.
        ServiceVerdict.Starting or ServiceVerdict.Missing when service.IsOneShot => HealthLevel.Healthy,
        ServiceVerdict.Starting => HealthLevel.Unknown,
        _ => HealthLevel.Unhealthy,
    };

    private IEnumerable<string> OverLimits(ContainerFigures figures)
    {
        if (figures.Usage is { } usage && usage.ProcessorPercent > limits.ProcessorPercent)
        {
            yield return Text($"it uses {usage.ProcessorPercent:0} % of a processor, over {limits.ProcessorPercent} %");
        }

        if (figures.MemoryPercent is { } memory && memory > limits.MemoryPercent)
        {
            yield return Text($"it uses {memory:0} % of its memory limit of {figures.MemoryLimitBytes / Mebibyte:0.#} MiB, over {limits.MemoryPercent} %");
        }

        if (figures.Container.RestartCount > limits.Restarts)
        {
            yield return Text($"it was restarted {figures.Container.RestartCount} times, more than {limits.Restarts}");
        }

        if (figures.LogBytesPerHour / Mebibyte is { } growth && growth > limits.LogGrowthMebibytes)
        {
            yield return Text($"its log grows by {growth:0.#} MiB an hour, over {limits.LogGrowthMebibytes} MiB");
        }
    }

    // That of the container that was started last; the engine's clock may be ahead of ours.
    private TimeSpan? Uptime(IReadOnlyList<StackContainer> containers) =>
        containers.Where(container => container.State == ContainerState.Running).Max(container => container.Started) is not { } started ? null : now > started ? now - started : TimeSpan.Zero;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
