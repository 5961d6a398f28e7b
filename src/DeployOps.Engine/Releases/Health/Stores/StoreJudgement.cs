namespace DeployOps.Engine.Releases.Health.Stores;

/// <summary>How a store is, and why.</summary>
/// <param name="Level">How it is.</param>
/// <param name="Reason">Why, in words that hold the names of keys and never their values.</param>
internal sealed record StoreJudgement(HealthLevel Level, string Reason);
