namespace DeployOps.Engine.Releases.Log;

/// <summary>An image of a record is not written as <c>service=reference</c>. Nothing was written.</summary>
public sealed class ReleaseImageInvalidException(string text)
    : DeployOpsException(
        "ReleaseImageInvalid",
        FailureKind.Usage,
        $"'{text}' names no image of a service, nothing was written to the release log.",
        "Write service=reference, such as backend=shop/backend:2026.11.20.");
