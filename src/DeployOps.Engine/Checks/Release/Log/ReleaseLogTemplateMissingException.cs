namespace DeployOps.Engine.Checks.Release.Log;

/// <summary>The project names a release log template that is not there. Nothing was written.</summary>
public sealed class ReleaseLogTemplateMissingException(string file)
    : DeployOpsException(
        "ReleaseLogTemplateMissing",
        FailureKind.NotFound,
        $"The release log template '{file}' does not exist; nothing was written.",
        "Put the file there, or take release-log.template out of deployops.yml to use the built-in one.")
{
    /// <summary>The template as it was named.</summary>
    public string File { get; } = file;
}
