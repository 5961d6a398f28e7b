namespace DeployOps.Engine.Releases.Log;

/// <summary>The project has no release log yet.</summary>
public sealed class ReleaseLogMissingException(string path)
    : DeployOpsException(
        "ReleaseLogMissing",
        FailureKind.NotFound,
        $"There is no release log '{path}'.",
        "Name the project's folder if this is another one (-Project, --project), or correct release-log.path in deployops.yml. The first record makes the log.")
{
    /// <summary>The log.</summary>
    public string Path { get; } = path;
}

/// <summary>The release log is there and cannot be opened.</summary>
public sealed class ReleaseLogUnreadableException(string path, Exception innerException)
    : DeployOpsException(
        "ReleaseLogUnreadable",
        FailureKind.Permission,
        $"The release log '{path}' cannot be read: this account may not, or a program holds it open without sharing it.",
        "Close it where it is open, or make it readable for this account (it is made for its owner and group).",
        innerException)
{
    /// <summary>The log.</summary>
    public string Path { get; } = path;
}
