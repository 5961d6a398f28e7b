namespace DeployOps.Engine.Releases.Operations;

/// <summary>An image of the release to go back to is no longer on this machine. Nothing was stopped.</summary>
public sealed class RollbackImageMissingException(string tag, IReadOnlyList<string> images)
    : DeployOpsException(
        "RollbackImageMissing",
        FailureKind.NotFound,
        $"The release {tag} cannot be put back: its image is not on this machine any longer for {string.Join(", ", images)}. Nothing was stopped or changed.",
        "Choose another tag (Get-Deployment lists them), or build or pull that one and deploy it with Invoke-Deployment.")
{
    /// <summary>The services, each with its image's name.</summary>
    public IReadOnlyList<string> Images { get; } = images;
}

/// <summary>There is no release to go back to.</summary>
public sealed class NoReleaseToGoBackToException(string detail)
    : DeployOpsException(
        "NoReleaseToGoBackTo",
        FailureKind.NotFound,
        $"There is no release to go back to: {detail}. Nothing was stopped or changed.",
        "Get-Deployment (deployops history) lists what was released; deploy a known good tag with Invoke-Deployment.");

/// <summary>Compose refuses the resolved plan of a release that it wrote itself. Nothing was stopped or replaced.</summary>
public sealed class ReleasePlanRefusedException(string tag, DeployOpsException refused)
    : DeployOpsException(
        "ReleasePlanRefused",
        FailureKind.InvalidData,
        $"Compose does not take back its own resolved plan of {tag}, so there would be no way back to it: {refused.Message} Nothing was stopped or replaced.",
        "Look at that place of the compose files; 'docker compose config' shows the plan, and fed its own answer it says the same.",
        refused);

/// <summary>Going back would cross a migration that was declared irreversible.</summary>
public sealed class IrreversibleMigrationException(string tag, IReadOnlyList<string> migrations)
    : DeployOpsException(
        "IrreversibleMigration",
        FailureKind.Usage,
        $"Going back to {tag} would run it on data that {string.Join(", ", migrations)} changed for good. Nothing was stopped or changed.",
        "Choose: mend it with a new release; go back all the same with -Force, when the old release is known to bear the new data; or restore a backup first.")
{
    /// <summary>The migrations.</summary>
    public IReadOnlyList<string> Migrations { get; } = migrations;
}

/// <summary>The tag of a release is none.</summary>
public sealed class ReleaseTagInvalidException(string reason)
    : DeployOpsException(
        "ReleaseTagInvalid",
        FailureKind.Usage,
        $"The release has no usable tag: it {reason}. Nothing was changed.",
        "Name it with -Tag (--tag), as a date such as 2026.01.14 or a short commit id, or set the tag variable.");

/// <summary>The gate was to be left out, and no reason was given.</summary>
public sealed class ReasonMissingException()
    : DeployOpsException(
        "ReasonMissing",
        FailureKind.Usage,
        "The gate can be left out only with a reason, which is logged. Nothing was changed.",
        "Say why with -Reason (--reason), or let the gate run.");

/// <summary>The project has no compose file.</summary>
public sealed class NothingToReleaseException(string root)
    : DeployOpsException(
        "NothingToRelease",
        FailureKind.NotFound,
        $"There is no compose file with a service in '{root}'. Nothing was changed.",
        "Run it in the project's folder, name the folder with -Project (--project), or set compose.files in deployops.yml.");

/// <summary>The compose project is called otherwise than when it was last deployed.</summary>
public sealed class StackNameChangedException(string before, string now)
    : DeployOpsException(
        "StackNameChanged",
        FailureKind.InvalidData,
        $"The stack was deployed as '{before}', and the compose files and variables now call it '{now}'. A second stack would be started beside the first. Nothing was changed.",
        "Look for a missing environment file or variable, or a changed 'name:'. When it is meant, take the old stack down and deploy with -Force (--force).");
