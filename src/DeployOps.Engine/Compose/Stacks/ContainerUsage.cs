namespace DeployOps.Engine.Compose.Stacks;

/// <summary>What a running container uses at the moment. Source: <c>docker stats</c>.</summary>
/// <param name="Id">The container.</param>
/// <param name="ProcessorPercent">Processor time, where 100 is one whole processor.</param>
/// <param name="MemoryBytes">Memory in bytes, without the page cache.</param>
/// <param name="MemoryLimitBytes">The limit in bytes; the machine's memory when it has none.</param>
public sealed record ContainerUsage(string Id, double ProcessorPercent, long MemoryBytes, long MemoryLimitBytes);
