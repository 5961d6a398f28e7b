namespace DeployOps.Engine.Processes;

/// <summary>What became of processes that a killed one had left.</summary>
/// <param name="Found">Those that were found and asked to end, without what they had started themselves.</param>
/// <param name="Remaining">Those that still run.</param>
internal sealed record LeftProcessesResult(IReadOnlyList<RunningProcess> Found, IReadOnlyList<RunningProcess> Remaining);
