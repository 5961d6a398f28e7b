namespace DeployOps.Engine.Project;

/// <summary>There is no project in the named folder: neither a <c>deployops.yml</c> nor a compose file.</summary>
public sealed class ProjectNotFoundException(string folder)
    : DeployOpsException(
        "ProjectNotFound",
        FailureKind.NotFound,
        $"No project in '{folder}': neither deployops.yml here or above, nor a compose file such as docker-compose.prod.yml here.",
        "Change to the project's folder or name it (-Project, --project).")
{
    /// <summary>The folder that was looked in.</summary>
    public string Folder { get; } = folder;
}
