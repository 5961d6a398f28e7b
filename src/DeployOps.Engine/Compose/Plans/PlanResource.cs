namespace DeployOps.Engine.Compose.Plans;

/// <summary>A network or a volume of a plan.</summary>
/// <param name="Key">What the services call it.</param>
/// <param name="Name">What the engine calls it.</param>
/// <param name="IsExternal">Whether it is made and kept by somebody else.</param>
public sealed record PlanResource(string Key, string Name, bool IsExternal);
