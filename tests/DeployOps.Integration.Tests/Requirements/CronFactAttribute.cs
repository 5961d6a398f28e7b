using Xunit;

namespace DeployOps.Integration.Tests.Requirements;

/// <summary>A fact that needs <see cref="RequiredPart.Cron"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CronFactAttribute : FactAttribute
{
    /// <summary>Skips the test, with the reason, where the part is missing.</summary>
    public CronFactAttribute() => Skip = RequiredPart.Cron.SkipReason;
}
