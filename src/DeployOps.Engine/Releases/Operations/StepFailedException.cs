namespace DeployOps.Engine.Releases.Operations;

/// <summary>A step of an operation did not do what it should. Its message is shown and holds no secrets.</summary>
internal sealed class StepFailedException(string message, string recommendedAction, string firstError = "", Exception? innerException = null)
    : DeployOpsException("ReleaseStepFailed", FailureKind.Environment, message, recommendedAction, innerException)
{
    /// <summary>The first error, masked.</summary>
    public string FirstError { get; } = firstError;
}
