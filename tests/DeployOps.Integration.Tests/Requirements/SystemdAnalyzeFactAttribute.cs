using Xunit;

namespace DeployOps.Integration.Tests.Requirements;

/// <summary>A fact that needs <see cref="RequiredPart.SystemdAnalyze"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SystemdAnalyzeFactAttribute : FactAttribute
{
    /// <summary>Skips the test, with the reason, where the part is missing.</summary>
    public SystemdAnalyzeFactAttribute() => Skip = RequiredPart.SystemdAnalyze.SkipReason;
}
