using DeployOps.Engine.DataStores;

namespace DeployOps.Engine.Backups.Restoration;

/// <summary>What a restore changes, table by table, key type by key type, label by label.</summary>
/// <param name="Store">The store.</param>
/// <param name="Kind">Of what: <c>table</c>, <c>key</c>, <c>label</c> …</param>
/// <param name="Name">Its name.</param>
/// <param name="Before">How many there are now; <see langword="null"/> when it is not there.</param>
/// <param name="After">How many the set has; <see langword="null"/> when it goes.</param>
public sealed record RestoreDifference(DataStoreKind Store, string Kind, string Name, long? Before, long? After);
