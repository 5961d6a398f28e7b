using DeployOps.Engine.EnvFiles;
using DeployOps.Engine.EnvFiles.Creation;
using DeployOps.Engine.Files;
using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Project;

/// <summary>Makes the environment files of a project from their samples.</summary>
public static class EnvFileCreations
{
    /// <summary>What to ask for a single file when the caller names one, and for those of the project otherwise.</summary>
    /// <param name="project">The project; it knows the values of its own files.</param>
    /// <param name="target">The file to make, or <see langword="null"/> for all of the project.</param>
    /// <param name="sample">The sample to follow, or <see langword="null"/> for the one that belongs to the file.</param>
    /// <param name="merge">Complete files that exist.</param>
    /// <exception cref="EnvFileMissingException">There is no sample to follow.</exception>
    public static IReadOnlyList<EnvFileCreationOptions> Of(DeployProject project, string? target, string? sample, bool merge)
    {
        var files = target is null
            ? project.Env.Files
            : [project.Env.Files.FirstOrDefault(file => project.FullPath(file.Path) == Path.GetFullPath(target)) ?? new EnvFileSettings { Path = Path.GetFullPath(target) }];
        return
        [
            .. files.Select(file => new EnvFileCreationOptions
            {
                SamplePath = (sample is null ? SampleOf(project, file) : Path.GetFullPath(sample)) ?? project.FullPath(file.Path) + ".sample",
                TargetPath = project.FullPath(file.Path),
                Values = file.Values,
                Merge = merge,
            }),
        ];
    }

    /// <summary>Makes the environment files that are missing.</summary>
    /// <returns>What became of each file; keys only.</returns>
    public static IReadOnlyList<EnvFileCreationResult> CreateMissing(DeployProject project)
    {
        var creation = new EnvFileCreation(new PrivateFile());
        return
        [
            .. Of(project, target: null, sample: null, merge: false)
                .Where(options => !File.Exists(options.TargetPath) && File.Exists(options.SamplePath))
                .Select(creation.Run),
        ];
    }

    private static string? SampleOf(DeployProject project, EnvFileSettings file) =>
        file.Sample is null ? ProjectConventions.SampleBeside(project.FullPath(file.Path)) : project.FullPath(file.Sample);
}
