namespace DeployOps.Engine.Processes;

/// <summary>How a program ended.</summary>
/// <param name="ExitCode">Its exit code; success is judged by it alone, never by standard error being empty.</param>
/// <param name="StandardOutput">What it wrote to standard output.</param>
/// <param name="StandardError">What it wrote to standard error.</param>
/// <param name="Duration">How long it ran, by a monotonic clock.</param>
public sealed record ProcessResult(int ExitCode, CapturedText StandardOutput, CapturedText StandardError, TimeSpan Duration)
{
    /// <summary>Whether the exit code is 0.</summary>
    public bool Succeeded => ExitCode == 0;
}
