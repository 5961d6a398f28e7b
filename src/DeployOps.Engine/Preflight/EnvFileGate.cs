using DeployOps.Engine.Checks.Env;

namespace DeployOps.Engine.Preflight;

/// <summary>The gate over environment files alone: those of a project, or any others.</summary>
public static class EnvFileGate
{
    /// <summary>Makes the gate.</summary>
    /// <param name="files">The files, their sample and their rule pack.</param>
    /// <param name="options">How the gate runs. <see cref="PreflightOptions.Only"/> and <see cref="PreflightOptions.Skip"/> choose among the checks of environment files.</param>
    /// <exception cref="ArgumentException">Neither a file nor a project is named.</exception>
    /// <exception cref="Project.ProjectConfigurationException">A rule of the project has the identifier of a built-in check.</exception>
    public static PreflightGate Create(TestEnvFileOptions files, PreflightOptions options)
    {
        var project = TestEnvFile.ProjectOf(files);
        var checks = EnvChecks.All.Concat(EnvChecks.OwnRules(project)).ToList();

        // A switch for another family's check says nothing about these.
        bool IsHere(string id) => checks.Any(check => check.Descriptor.Id.StartsWith(id, StringComparison.OrdinalIgnoreCase));
        var settings = project.Checks with
        {
            Disabled = project.Checks.Disabled.Where(pair => IsHere(pair.Key)).ToDictionary(StringComparer.OrdinalIgnoreCase),
            Severities = project.Checks.Severities.Where(pair => IsHere(pair.Key)).ToDictionary(StringComparer.OrdinalIgnoreCase),
        };
        return new PreflightGate(project with { Checks = settings }, options) { Checks = checks, ProcessEnvironment = files.ProcessEnvironment };
    }
}
