namespace DeployOps.Engine.Releases.Health;

/// <summary>A data store as DeployOps measured it, beside what the application says of it (row PA8).</summary>
/// <param name="Store"><c>postgresql</c>, <c>redis</c> or <c>neo4j</c>.</param>
/// <param name="Level">Healthy within its limit, degraded when slower, unhealthy when it does not answer, unknown when it could not be reached.</param>
/// <param name="Latency">How long its answer took on a connection that stood; <see langword="null"/> without an answer.</param>
/// <param name="Limit">How long it may take.</param>
/// <param name="Application">What the application says of it; <see langword="null"/> when it says nothing.</param>
/// <param name="Detail">Where it was asked and why it is not healthy, without secrets.</param>
public sealed record StoreHealth(string Store, HealthLevel Level, TimeSpan? Latency, TimeSpan Limit, HealthLevel? Application, string Detail);
