using DeployOps.Engine.Compose.DockerCli;

namespace DeployOps.Engine.Compose.Configuration;

/// <summary>Compose refuses the files, so there is no resolved file to show.</summary>
public sealed class ComposeConfigRefusedException(ComposeConfigFailure failure)
    : DeployOpsException(
        "ComposeConfigRefused",
        FailureKind.InvalidData,
        $"{Place(failure)}{failure.Message}. Nothing is shown.",
        "Correct that place; 'deployops preflight' names everything that is wrong with the compose files.")
{
    /// <summary>Why.</summary>
    public ComposeConfigFailure Failure { get; } = failure;

    private static string Place(ComposeConfigFailure failure)
    {
        var file = failure.File is null ? "" : Path.GetFileName(failure.File) + (failure.Line is null ? ": " : $"({failure.Line}): ");
        return failure.Subject.Length == 0 ? file : $"{file}{failure.Subject}: ";
    }
}
