using DeployOps.Engine.Compose.Model;
using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Project;
using DeployOps.Engine.Redaction;

namespace DeployOps.Engine.Compose;

/// <summary>
/// The secrets of a whole stack: those of the project (<see cref="ProjectSecrets"/>), those of the files that services name as
/// <c>env_file</c>, and the variables that the compose files treat as secrets whatever they are called.
/// </summary>
public static class StackSecrets
{
    /// <summary>A redactor for the files that the caller names, or for the stack of a folder when none is named.</summary>
    /// <param name="folder">The project's folder; a folder without a project adds no files of its own.</param>
    /// <param name="envFiles">Environment files; each must be readable, because the caller counts on it.</param>
    /// <param name="processEnvironment">The process environment by name.</param>
    /// <exception cref="DeployOpsException">A file that is there, or that the caller named, cannot be read: its secrets would not be masked.</exception>
    public static Redactor RedactorFor(string folder, IReadOnlyList<string> envFiles, IReadOnlyList<KeyValuePair<string, string>> processEnvironment)
    {
        var redactor = ProjectSecrets.RedactorFor(folder, envFiles, processEnvironment);
        return envFiles.Count > 0 ? redactor : Redactor(ProjectReader.FindOrBare(folder), processEnvironment);
    }

    /// <summary>A redactor for a project's stack. What cannot be read is passed over: checks report it.</summary>
    /// <param name="project">The project.</param>
    /// <param name="processEnvironment">The process environment by name.</param>
    public static Redactor Redactor(DeployProject project, IReadOnlyList<KeyValuePair<string, string>> processEnvironment)
    {
        var files = project.EnvFilePaths([]);
        return ReadModel(project, processEnvironment) is not var (inputs, model)
            ? ProjectSecrets.Redactor(files, processEnvironment, PlanSecrets.Of(project))
            : ProjectSecrets.Redactor([.. files, .. EnvFilesOf(model).Except(files)], processEnvironment, [.. inputs.Secrets(model), .. PlanSecrets.Of(project)]);
    }

    private static IEnumerable<string> EnvFilesOf(ComposeModel model) =>
        model.Services.SelectMany(service => service.EnvFiles).Select(file => file.FullPath).Where(File.Exists).Distinct(StringComparer.Ordinal);

    private static (ComposeInputs Inputs, ComposeModel Model)? ReadModel(DeployProject project, IReadOnlyList<KeyValuePair<string, string>> processEnvironment)
    {
        var variables = new Dictionary<string, string>(processEnvironment, StringComparer.Ordinal);
        try
        {
            var inputs = ComposeInputs.Of(project, variables.GetValueOrDefault, tag: null);
            return inputs.Files.Count == 0 ? null : (inputs, inputs.ReadModel());
        }
        catch (Exception failure) when (failure is DeployOpsException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
