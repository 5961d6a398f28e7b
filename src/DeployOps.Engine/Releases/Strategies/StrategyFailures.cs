using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Releases.Strategies;

/// <summary>A service cannot go by the strategy that the settings give it.</summary>
public sealed class StrategyNotPossibleException(string service, ReleaseStrategy strategy, string why)
    : DeployOpsException(
        "StrategyNotPossible",
        FailureKind.InvalidData,
        $"Service {service} cannot be released as 'strategy: {(strategy == ReleaseStrategy.BlueGreen ? "blue-green" : "rolling")}' (release.services): {why}. Nothing was changed.",
        "Change that setting in the compose file, or write 'strategy: recreate' for the service in deployops.yml.")
{
    /// <summary>The service.</summary>
    public string Service { get; } = service;
}

/// <summary>The new containers of a strategy did not turn healthy, or the switch failed. Its texts hold no secrets.</summary>
public sealed class UpStrategyException(string message, string recommendedAction, string output = "", Exception? innerException = null)
    : DeployOpsException("UpStrategyFailed", FailureKind.Environment, message, recommendedAction, innerException)
{
    /// <summary>The last lines that what failed wrote, masked: its container is gone.</summary>
    public string Output { get; } = output;
}
