using DeployOps.Engine.DataStores;

namespace DeployOps.Engine.Backups.Retention;

/// <summary>Why a set stays, and for which stores' sake.</summary>
/// <param name="Text">Such as <c>the last verified set</c>.</param>
/// <param name="Rest">What follows the stores.</param>
internal sealed record KeepReason(string Text, string Rest = "")
{
    /// <summary>Whether nobody may remove the set by name either.</summary>
    public bool IsProtection { get; init; }

    /// <summary>The stores for which the rule keeps it; empty for a rule that knows none.</summary>
    public SortedSet<DataStoreKind> Kinds { get; } = [];

    /// <summary>In words; the stores are named when they are not all that the folder has.</summary>
    public string Words(int allKinds) => $"{Text}{(Kinds.Count == 0 || Kinds.Count == allKinds ? "" : $" with {string.Join(", ", Kinds)}")}{Rest}";
}
