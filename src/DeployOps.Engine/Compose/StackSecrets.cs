using DeployOps.Engine.Compose.Configuration;
using DeployOps.Engine.Compose.Model;
using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Files;
using DeployOps.Engine.Project;
using DeployOps.Engine.Redaction;

namespace DeployOps.Engine.Compose;

/// <summary>
/// The secrets of a whole stack: those of the project (<see cref="ProjectSecrets"/>), those of the files that services name as
/// <c>env_file</c> and that stand behind <c>secrets:</c> and <c>configs:</c>, the variables that the compose files treat as secrets
/// whatever they are called, what the compose files hold themselves, and what the releases that were kept had in their day.
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
        if (envFiles.Count > 0)
        {
            return redactor;
        }

        var project = ProjectReader.FindOrBare(folder);
        var stack = Read(project, processEnvironment);
        if (stack.Failure is { } failure)
        {
            throw new SecretsNotKnownException(failure is DeployOpsException ? $"The compose files cannot be read ({failure.Message})" : "The compose files cannot be read", failure);
        }

        foreach (var file in stack.Model is { } model ? EnvFilesOf(model).Concat(SecretSources.FilesOf(model.Root)) : [])
        {
            Demand(file);
        }

        return Redactor(project, processEnvironment, stack);
    }

    /// <summary>A redactor for a project's stack. What cannot be read is passed over: checks report it.</summary>
    /// <param name="project">The project.</param>
    /// <param name="processEnvironment">The process environment by name.</param>
    public static Redactor Redactor(DeployProject project, IReadOnlyList<KeyValuePair<string, string>> processEnvironment) =>
        Redactor(project, processEnvironment, Read(project, processEnvironment));

    private static Redactor Redactor(DeployProject project, IReadOnlyList<KeyValuePair<string, string>> processEnvironment, StackReading stack)
    {
        var lookup = new Dictionary<string, string>(processEnvironment, StringComparer.Ordinal);
        var own = project.EnvFilePaths([]);
        var files = stack.Model is { } model ? EnvFilesOf(model) : stack.Failure is null ? [] : EnvFilesBeside(project);
        IEnumerable<Secret> further = stack is { Inputs: { } inputs, Model: { } read }
            ? [.. inputs.Secrets(read), .. ComposeSecrets.In(read.Root), .. SecretSources.Of(read.Root, inputs.Lookup)]
            : [];
        return ProjectSecrets.Redactor(
            [.. own, .. files.Except(own, StringComparer.Ordinal)],
            processEnvironment,
            [.. further, .. PlanSecrets.Of(project, lookup.GetValueOrDefault)],
            SettingVariables.Of(project));
    }

    private static IEnumerable<string> EnvFilesOf(ComposeModel model) =>
        model.Services.SelectMany(service => service.EnvFiles).Select(file => file.FullPath).Where(File.Exists).Distinct(StringComparer.Ordinal);

    // Compose files that nobody can read name their files all the same; by their usual names those are found.
    private static IEnumerable<string> EnvFilesBeside(DeployProject project) =>
        project.Compose.Files.Select(file => Path.GetDirectoryName(project.FullPath(file))).OfType<string>().Distinct(StringComparer.Ordinal).Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateFiles(folder, ".env*").Concat(Directory.EnumerateFiles(folder, "*.env")))
            .Distinct(StringComparer.Ordinal);

    private static void Demand(string file)
    {
        try
        {
            RegularFile.Demand(file);
            using var opened = File.OpenRead(file);
        }
        catch (Exception failure) when (failure is DeployOpsException or IOException or UnauthorizedAccessException)
        {
            throw new SecretsNotKnownException($"'{file}' cannot be read", failure);
        }
    }

    private static StackReading Read(DeployProject project, IReadOnlyList<KeyValuePair<string, string>> processEnvironment)
    {
        var variables = new Dictionary<string, string>(processEnvironment, StringComparer.Ordinal);
        try
        {
            var inputs = ComposeInputs.Of(project, variables.GetValueOrDefault, tag: null);
            return new StackReading(inputs, inputs.Files.Count == 0 ? null : inputs.ReadModel(), null);
        }
        catch (Exception failure) when (failure is DeployOpsException or IOException or UnauthorizedAccessException)
        {
            return new StackReading(null, null, failure);
        }
    }

    private sealed record StackReading(ComposeInputs? Inputs, ComposeModel? Model, Exception? Failure);
}
