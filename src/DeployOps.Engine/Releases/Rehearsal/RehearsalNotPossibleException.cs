namespace DeployOps.Engine.Releases.Rehearsal;

/// <summary>A copy of the stack could not be kept apart from the live one.</summary>
public sealed class RehearsalNotPossibleException(string service, string why)
    : DeployOpsException(
        "RehearsalNotPossible",
        FailureKind.InvalidData,
        $"The stack cannot be rehearsed beside the live one: service {service} {why}. Nothing was begun or changed.",
        "Rehearse on another machine, or put the service into a profile that is off there.")
{
    /// <summary>The service.</summary>
    public string Service { get; } = service;
}
