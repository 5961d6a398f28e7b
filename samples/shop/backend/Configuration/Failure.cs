namespace Shop.Backend.Configuration;

/// <summary>
/// Faults a release can be built with, so that failing deploys can be rehearsed. The build argument SHOP_FAIL is kept in
/// the image: rolling back to an older tag also leaves the fault behind.
/// </summary>
internal static class Failure
{
    private static readonly string Mode = Environment.GetEnvironmentVariable("SHOP_FAIL") ?? "";

    /// <summary>Ends with exit code 1 right after the start.</summary>
    public static bool Crash => Mode == "crash";

    /// <summary>Turns healthy, then ends with exit code 1 after a while.</summary>
    public static bool CrashLater => Mode == "crash-later";

    /// <summary>Runs, and never answers healthy.</summary>
    public static bool Unhealthy => Mode == "unhealthy";

    /// <summary>
    /// error500 answers 500 to everything but /health; error500-v1 to /api/v1 alone, which no healthcheck sees.
    /// </summary>
    public static bool Answers500(PathString path) => Mode switch
    {
        "error500" => path != "/health",
        "error500-v1" => path.StartsWithSegments("/api/v1"),
        _ => false,
    };

    /// <summary>Listens only after a long pause.</summary>
    public static bool SlowStart => Mode == "slow-start";

    public static TimeSpan After { get; } = TimeSpan.FromSeconds(
        int.TryParse(Environment.GetEnvironmentVariable("SHOP_FAIL_AFTER_SECONDS"), out var seconds) ? seconds : 20);

    public static async Task ApplyAtStartAsync(ILogger logger, CancellationToken cancellation)
    {
        if (Mode.Length > 0)
        {
            logger.LogWarning("This release was built to fail: {Mode}", Mode);
        }

        if (Crash)
        {
            throw new InvalidOperationException("This release was built to crash at start");
        }

        if (SlowStart)
        {
            await Task.Delay(After, cancellation);
        }
    }

    public static async Task CrashLaterAsync(ILogger logger)
    {
        await Task.Delay(After);
        logger.LogCritical("This release was built to crash after {Seconds} s", After.TotalSeconds);
        Environment.Exit(1);
    }
}
