namespace DeployOps.Engine.Releases.Log;

/// <summary>An image of a release.</summary>
/// <param name="Service">The compose service.</param>
/// <param name="Reference">Its name with its tag, such as <c>backend:2026.01.14</c>.</param>
/// <param name="Id">Its image id, when it is known.</param>
public sealed record ReleaseImage(string Service, string Reference, string? Id = null);
