using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.DataStores.Discovery;

/// <summary>A service of the stack.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Image">The last part of its image's name; empty when it is not known.</param>
internal sealed record StackService(string Name, string Image)
{
    public static StackService Of(string name, string? image) =>
        new(name, string.IsNullOrEmpty(image) || image.StartsWith("sha256:", StringComparison.Ordinal) ? "" : ImageReference.Parse(image).ShortName);
}
