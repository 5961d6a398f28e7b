using Xunit;

namespace DeployOps.Integration.Tests.Requirements;

/// <summary>A fact that needs <see cref="RequiredPart.PowerShell"/>. No package brings it, so it is skipped by name on a build server too, as the Pester suite is.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PowerShellFactAttribute : FactAttribute
{
    /// <summary>Skips the test, with the reason, where the part is missing.</summary>
    public PowerShellFactAttribute() => Skip = RequiredPart.PowerShell.IsPresent ? null : "pwsh is missing: install PowerShell 7.6";
}
