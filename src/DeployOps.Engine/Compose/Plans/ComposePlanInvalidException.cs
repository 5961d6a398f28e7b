namespace DeployOps.Engine.Compose.Plans;

/// <summary>A stored plan of a release is none.</summary>
public sealed class ComposePlanInvalidException(string reason, string? path = null, Exception? innerException = null)
    : DeployOpsException(
        "ComposePlanInvalid",
        FailureKind.InvalidData,
        $"The resolved plan of the stack{(path is null ? "" : $" {path}")} cannot be used: {reason}. Nothing was changed.",
        "Look whether something else wrote to .deployops; a deployment of the tag writes its plan anew.",
        innerException)
{
    /// <summary>What is wrong with it; without anything that stands in it.</summary>
    public string Reason { get; } = reason;
}
