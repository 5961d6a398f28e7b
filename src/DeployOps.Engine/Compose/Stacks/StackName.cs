using DeployOps.Engine.Compose.Model.Loading;
using DeployOps.Engine.Project;

namespace DeployOps.Engine.Compose.Stacks;

/// <summary>The compose project's name, which every container of a stack carries as a label.</summary>
public static class StackName
{
    /// <summary>
    /// The name that compose itself would take: <c>COMPOSE_PROJECT_NAME</c> of the process environment or of the environment files when it
    /// is not empty, else the last <c>name:</c> of the compose files with variables put in, else the folder of the first file.
    /// Source: compose specification, 04-version-and-name; observed with Docker Compose 2.26.1.
    /// </summary>
    /// <param name="project">The project.</param>
    /// <param name="environment">The process environment.</param>
    /// <exception cref="DeployOpsException">A compose file or an environment file is there and cannot be read.</exception>
    public static string Of(DeployProject project, Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(project);
        var inputs = ComposeInputs.Of(project, environment, tag: null);
        return inputs.Files.Count == 0 ? ComposeProjectName.Normal(project.Name) : Of(inputs);
    }

    /// <summary>The name of a stack whose files are collected already.</summary>
    /// <param name="inputs">The files; there is at least one.</param>
    /// <exception cref="DeployOpsException">A compose file cannot be read.</exception>
    public static string Of(ComposeInputs inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);

        // Set and empty is as good as not set, for this variable only.
        string? Lookup(string name) => inputs.Lookup(name) is { } value && (value.Length > 0 || name != ComposeProjectName.Variable) ? value : null;
        return ComposeProjectName.Known(new ComposeReadRequest { Files = inputs.Files, Lookup = Lookup })(ComposeProjectName.Variable)!;
    }
}
