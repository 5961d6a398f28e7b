namespace DeployOps.Engine.Backups.Stores.Redis;

/// <summary>What is known when an RDB has come.</summary>
/// <param name="Facts">What the server said of itself before.</param>
/// <param name="At">The server's clock at that moment.</param>
/// <param name="Notes">What an admin should know of the transfer.</param>
internal sealed record RedisTransferred(RedisServerFacts Facts, DateTimeOffset At, IReadOnlyList<string> Notes);
