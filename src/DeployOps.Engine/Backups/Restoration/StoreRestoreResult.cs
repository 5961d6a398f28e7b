using DeployOps.Engine.DataStores;

namespace DeployOps.Engine.Backups.Restoration;

/// <summary>What came of one store.</summary>
/// <param name="Kind">The store.</param>
/// <param name="Target">Where it was restored to, without a login.</param>
/// <param name="Outcome"><c>Restored</c>, <c>Planned</c>, <c>Refused</c>, <c>Failed</c> or <c>NotTried</c>.</param>
/// <param name="Detail">What was compared afterwards, or what went wrong and what the store holds now; one sentence without values.</param>
/// <param name="Duration">How long it took.</param>
public sealed record StoreRestoreResult(DataStoreKind Kind, string Target, string Outcome, string Detail, TimeSpan Duration);
