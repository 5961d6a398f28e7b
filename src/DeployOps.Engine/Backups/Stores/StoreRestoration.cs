using DeployOps.Engine.Backups.Sets;

namespace DeployOps.Engine.Backups.Stores;

/// <summary>How a dump is put into a store.</summary>
/// <param name="Replace">Whether what is in the target goes. Without it, a target that is not empty is refused and left as it is.</param>
/// <param name="Format">How the dump was written, from the manifest.</param>
/// <param name="Counts">What the dump holds, for what has to be compared before the end; <see langword="null"/> when nobody counted.</param>
internal sealed record StoreRestoration(bool Replace, string Format, IReadOnlyList<ContentCount>? Counts = null)
{
    /// <summary>Whether what is granted to roles is put back too: a throwaway engine does not have the roles.</summary>
    public bool WithRights { get; init; } = true;
}
