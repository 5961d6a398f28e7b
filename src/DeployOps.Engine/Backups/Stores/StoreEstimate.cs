namespace DeployOps.Engine.Backups.Stores;

/// <summary>What is known of a store before its dump.</summary>
/// <param name="ServerVersion">The server's version.</param>
/// <param name="Bytes">The most that the dump will need on the disk, as far as that can be said: the size of the database, the memory used.</param>
/// <param name="IsEmpty">Whether nothing of a user's is in it.</param>
internal sealed record StoreEstimate(string ServerVersion, long Bytes, bool IsEmpty);
