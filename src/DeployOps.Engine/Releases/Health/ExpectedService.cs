namespace DeployOps.Engine.Releases.Health;

/// <summary>A service that should run.</summary>
/// <param name="Name">The compose service.</param>
/// <param name="Containers">How many containers it has.</param>
/// <param name="IsOneShot">Whether it does its work and ends with 0.</param>
public sealed record ExpectedService(string Name, int Containers = 1, bool IsOneShot = false);
