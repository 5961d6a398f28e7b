using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.Releases.Diagnosis.Looks;

/// <summary>Under which name docker looks for the image of a service.</summary>
internal static class ServiceImage
{
    /// <summary>The image; a service that is only built gets one of its own name. Source: Docker Compose, <c>GetImageNameOrDefault</c>.</summary>
    public static string Of(ComposeService service, string stackName) =>
        service.Image is { Text.Length: > 0 } image ? image.Text : service.Build is null ? "" : $"{stackName}-{service.Name}";
}
