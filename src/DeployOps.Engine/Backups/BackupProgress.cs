using DeployOps.Engine.DataStores;

namespace DeployOps.Engine.Backups;

/// <summary>A sign of life of a backup operation. Its message holds no secret.</summary>
/// <param name="Phase">What is being done.</param>
/// <param name="Store">For which store; <see langword="null"/> for the set as a whole.</param>
/// <param name="Message">One line, such as <c>public.orders: 120000 rows</c>.</param>
/// <param name="Bytes">The bytes written or read so far; <see langword="null"/> where nothing is counted.</param>
/// <param name="BytesPerSecond">The rate since the phase began.</param>
/// <param name="TotalBytes">All bytes that are to come, where that is known.</param>
public sealed record BackupProgress(BackupPhase Phase, DataStoreKind? Store, string Message, long? Bytes = null, double? BytesPerSecond = null, long? TotalBytes = null);
