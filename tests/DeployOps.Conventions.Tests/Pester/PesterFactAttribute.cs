using Xunit;

namespace DeployOps.Conventions.Tests.Pester;

/// <summary>
/// A fact that needs PowerShell with Pester. Where one of them is missing the test is skipped and says which, on a build
/// server as well: neither can be had from the package sources that the rest of the build lives on.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PesterFactAttribute : FactAttribute
{
    /// <summary>Skips the test, with the reason, where a part is missing.</summary>
    public PesterFactAttribute() => Skip = PowerShellWithPester.WhatIsMissing;
}
