namespace DeployOps.Engine.DataStores.Testing;

/// <summary>One step with a store.</summary>
/// <param name="Store">The store.</param>
/// <param name="Step">What was done: <c>ping</c>, <c>write</c>, <c>read</c> (on a new connection), <c>expiry</c>, <c>publish</c>, <c>delete</c>, <c>sweep</c>.</param>
/// <param name="Passed">Whether it went well; <see langword="null"/> when it was not tried.</param>
/// <param name="Median">The median of the rounds (p50).</param>
/// <param name="Percentile95">The 95th percentile of the rounds, by the nearest rank.</param>
/// <param name="Detail">What was seen or what went wrong, in one sentence without values.</param>
public sealed record DataStoreTestStep(DataStoreKind Store, string Step, bool? Passed, TimeSpan? Median, TimeSpan? Percentile95, string Detail);
