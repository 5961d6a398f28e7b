namespace DeployOps.Engine.Tests;

/// <summary>
/// The time that the processors have worked for this process: what guards against work that grows with the square of its input
/// counts this, as a busy machine makes everything late and nothing longer. What other tests do meanwhile counts too, so limits
/// are some times what is needed.
/// </summary>
internal sealed class ProcessorTime
{
    private readonly TimeSpan _started = Environment.CpuUsage.TotalTime;

    public TimeSpan Used => Environment.CpuUsage.TotalTime - _started;
}
