using DeployOps.Engine.Compose.Stacks;

namespace DeployOps.Engine.Releases.Health.Looking;

/// <summary>What was measured of one container.</summary>
/// <param name="Container">The container.</param>
/// <param name="Usage">What it uses; <see langword="null"/> when it does not run or was not measured.</param>
/// <param name="WrittenBytes">What it wrote to its own layer; <see langword="null"/> when it was not measured.</param>
/// <param name="LogBytesPerHour">How fast its log grows; <see langword="null"/> when it has just started or was not measured.</param>
internal sealed record ContainerFigures(StackContainer Container, ContainerUsage? Usage, long? WrittenBytes, long? LogBytesPerHour)
{
    /// <summary>The memory limit; <see langword="null"/> without one.</summary>
    public long? MemoryLimitBytes => Container.MemoryLimit > 0 ? Container.MemoryLimit : null;

    /// <summary>How much of its memory limit it uses, in percent; <see langword="null"/> without a limit.</summary>
    public double? MemoryPercent => Usage is { } usage && MemoryLimitBytes is { } limit ? 100.0 * usage.MemoryBytes / limit : null;
}
