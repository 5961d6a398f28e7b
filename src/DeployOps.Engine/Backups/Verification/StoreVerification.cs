using DeployOps.Engine.DataStores;

namespace DeployOps.Engine.Backups.Verification;

/// <summary>What a look at one store of a set found.</summary>
/// <param name="Kind">The store.</param>
/// <param name="Level">How far it was looked at.</param>
/// <param name="Passed">Whether everything was as it should be.</param>
/// <param name="Detail">What was compared, or what was wrong, in one sentence without values.</param>
/// <param name="Duration">How long it took.</param>
public sealed record StoreVerification(DataStoreKind Kind, VerificationLevel Level, bool Passed, string Detail, TimeSpan Duration);
