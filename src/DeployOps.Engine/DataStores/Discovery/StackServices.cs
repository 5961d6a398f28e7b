using DeployOps.Engine.Compose;

namespace DeployOps.Engine.DataStores.Discovery;

/// <summary>The services of compose files.</summary>
internal static class StackServices
{
    /// <summary>The active services with their images. Compose files that cannot be read name none, for which there are checks.</summary>
    public static IReadOnlyDictionary<string, string?> Of(ComposeInputs inputs)
    {
        if (inputs.Files.Count == 0)
        {
            return new Dictionary<string, string?>();
        }

        try
        {
            return inputs.ReadModel().Services.Where(service => service.IsActive).ToDictionary(service => service.Name, service => service.Image?.Text);
        }
        catch (Exception failure) when (failure is DeployOpsException or IOException or UnauthorizedAccessException)
        {
            return new Dictionary<string, string?>();
        }
    }
}
