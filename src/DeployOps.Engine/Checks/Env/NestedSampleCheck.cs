using DeployOps.Engine.Checks.Env.Reading;

namespace DeployOps.Engine.Checks.Env;

/// <summary>
/// Production refers to the sample beside an environment file, or to the one in the root, and takes no sample for the file itself
/// (seed 003, 3.1: <c>backend/app/core/.env.sample</c> is not referred to).
/// </summary>
public sealed class NestedSampleCheck : Check
{
    private static readonly string[] SampleEndings = [".sample", ".example", ".template", ".dist"];

    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "ENV043", "No nested sample is referred to, and no sample is deployed", CheckFamily.Env, Severity.P1, "RB3 RB5", "seed 003, 3.1");

    /// <inheritdoc/>
    public override IAsyncEnumerable<Finding> RunAsync(CheckContext context, CancellationToken cancellationToken) => Look(context).ToAsyncEnumerable();

    private IEnumerable<Finding> Look(CheckContext context)
    {
        foreach (var settings in context.Project.Env.Files)
        {
            var path = context.Project.FullPath(settings.Path);
            if (IsSampleName(path))
            {
                var name = context.Project.RelativePath(path);
                yield return Fail(name, "a sample stands in the place of an environment file", "Name the file with the values (env.files.path).", name);
            }

            var sample = EnvFilesFact.SamplePathOf(settings, path, context.Project);
            var folder = Path.GetDirectoryName(sample);
            if (sample is not null && !IsSame(folder, Path.GetDirectoryName(path)) && !IsSame(folder, context.Project.Root))
            {
                var name = context.Project.RelativePath(sample);
                yield return Fail(name, "the sample lies in another folder than its environment file", "Keep one sample beside the environment file, and name that (env.files.sample).", name);
            }
        }
    }

    private static bool IsSampleName(string path)
    {
        var name = Path.GetFileName(path);
        return Array.Exists(SampleEndings, ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)) || name.Equals("env.example", StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsSame(string? one, string? other) =>
        string.Equals(one?.TrimEnd(Path.DirectorySeparatorChar), other?.TrimEnd(Path.DirectorySeparatorChar), OperatingSystem.IsWindows() ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}
