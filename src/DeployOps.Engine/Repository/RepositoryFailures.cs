namespace DeployOps.Engine.Repository;

/// <summary>The folder lies in no git working tree.</summary>
public sealed class NotARepositoryException(string folder)
    : DeployOpsException(
        "NotARepository",
        FailureKind.NotFound,
        $"'{folder}' is not inside a git working tree; nothing was asked of git.",
        "Run this in a clone of the repository, or switch the git checks off (checks.disabled in deployops.yml).")
{
    /// <summary>The folder that was opened.</summary>
    public string Folder { get; } = folder;
}

/// <summary>Git refuses the working tree because another account owns it (its setting <c>safe.directory</c>).</summary>
public sealed class RepositoryOwnershipException(string folder)
    : DeployOpsException(
        "RepositoryOwnership",
        FailureKind.Permission,
        $"git refuses '{folder}' because another account owns it (dubious ownership); nothing was asked of git.",
        $"Run as the owner of the folder, or trust it once: git config --global --add safe.directory '{folder}'.")
{
    /// <summary>The folder that was opened.</summary>
    public string Folder { get; } = folder;
}

/// <summary>Git ended with an error of its own, such as a damaged index.</summary>
public sealed class GitFailedException(string command, int exitCode)
    : DeployOpsException(
        "GitFailed",
        FailureKind.InvalidData,
        $"'git {command}' ended with exit code {exitCode}; nothing was changed.",
        $"Run 'git {command}' in the project's folder and mend what it names ('git fsck' looks deeper).")
{
    /// <summary>Git's exit code.</summary>
    public int ExitCode { get; } = exitCode;
}
