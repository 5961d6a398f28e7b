using DeployOps.Engine.Checks.Compose;
using DeployOps.Engine.Checks.Env;
using DeployOps.Engine.Checks.Hygiene;
using DeployOps.Engine.Checks.Host;
using DeployOps.Engine.Checks.Release;

namespace DeployOps.Engine.Checks;

/// <summary>Every check there is. A new check is one file in its family's folder and one line in that family's list.</summary>
public static class CheckCatalog
{
    /// <summary>All checks, by family.</summary>
    public static IReadOnlyList<ICheck> All { get; } =
        [.. EnvChecks.All, .. ComposeChecks.All, .. HygieneChecks.All, .. ReleaseChecks.All, .. HostChecks.All];
}
