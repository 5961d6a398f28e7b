using DeployOps.Engine.Compose.Model;
using DeployOps.Engine.Compose.Model.Services;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Log;

namespace DeployOps.Engine.Releases.Operations;

/// <summary>
/// The image names of a release. Where the compose file names the tag by its variable there is nothing to do; a service that is built
/// here under a literal tag, or under none, is given the release's tag by a file laid over the user's own, which is never edited.
/// </summary>
internal static class WantedImages
{
    /// <summary>The images of the active services, with the release's tag.</summary>
    public static IReadOnlyList<ReleaseImage> Of(ComposeModel model, DeployProject project, string stackName, string tag) =>
        [.. model.ActiveServices.Select(service => new ReleaseImage(service.Name, Retagged(service, project, stackName, tag) ?? Written(service, stackName)))];

    /// <summary>The names that differ from those the compose files have, by service.</summary>
    public static IReadOnlyDictionary<string, string> Overrides(ComposeModel model, DeployProject project, string stackName, string tag) =>
        model.ActiveServices
            .Select(service => (service.Name, Reference: Retagged(service, project, stackName, tag)))
            .Where(pair => pair.Reference is not null)
            .ToDictionary(pair => pair.Name, pair => pair.Reference!, StringComparer.Ordinal);

    /// <summary>The file that is laid over the compose files.</summary>
    public static string OverrideFile(IReadOnlyDictionary<string, string> overrides) =>
        "# The image names of one release. Made by DeployOps; laid over the compose files, which stay as they are.\nservices:\n"
        + string.Concat(overrides.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"  {Quoted(pair.Key)}:\n    image: {Quoted(pair.Value)}\n"));

    // Without a name compose calls the image after the project and the service.
    private static string Written(ComposeService service, string stackName) => service.Image?.Text is { Length: > 0 } text ? text : $"{stackName}-{service.Name}";

    private static string? Retagged(ComposeService service, DeployProject project, string stackName, string tag)
    {
        if (service.Build is null && !project.Release.TaggedServices.Contains(service.Name))
        {
            return null;
        }

        var written = Written(service, stackName);
        var image = ImageReference.Parse(written);

        // A tag such as 2026.11.21-alpine has the release's tag in it: the compose file names it by its variable.
        return image.Digest is { Length: > 0 } || image.Tag?.Contains(tag, StringComparison.Ordinal) == true ? null : $"{image.Repository}:{tag}";
    }

    // JSON texts are YAML texts, and no name of a service or an image needs more.
    private static string Quoted(string text) => $"\"{text.Replace("$", "$$", StringComparison.Ordinal)}\"";
}
