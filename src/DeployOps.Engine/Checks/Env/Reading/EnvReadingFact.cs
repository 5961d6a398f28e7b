using DeployOps.Engine.EnvFiles;
using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Checks.Env.Reading;

/// <summary>One environment file as it was found: its text, or why there is none.</summary>
/// <param name="Settings">What the project says about it.</param>
/// <param name="FullPath">Where it stands.</param>
/// <param name="Name">Its path as findings show it.</param>
internal sealed record EnvFileReading(EnvFileSettings Settings, string FullPath, string Name)
{
    /// <summary>What is wrong with it; <see langword="null"/> when it could be read.</summary>
    public EnvFileProblem? Problem { get; init; }

    internal string? Text { get; init; }

    /// <summary>The name, never the text.</summary>
    public override string ToString() => Name;
}

/// <summary>
/// The project's environment files, read under the process environment as compose does. It is there also when a file is
/// missing or malformed, so that the checks that name this can; all others rest on <see cref="EnvFilesFact"/>.
/// </summary>
internal sealed class EnvReadingFact : IFact<EnvReadingFact>
{
    private EnvReadingFact(IReadOnlyList<EnvFileReading> files, EnvFileSet? set)
    {
        Files = files;
        Set = set;
    }

    /// <summary>The files in the order of the project.</summary>
    public IReadOnlyList<EnvFileReading> Files { get; }

    /// <summary>All of them, parsed; <see langword="null"/> when one has a problem.</summary>
    public EnvFileSet? Set { get; }

    /// <inheritdoc/>
    public static Task<EnvReadingFact> GatherAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var files = new List<EnvFileReading>();
        foreach (var settings in context.Project.Env.Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var path = context.Project.FullPath(settings.Path);
            var (text, problem) = EnvTextReader.Read(path);
            files.Add(new EnvFileReading(settings, path, context.Project.RelativePath(path)) { Text = text, Problem = problem });
        }

        var readable = files.Where(file => file.Text is not null).ToList();
        try
        {
            var set = EnvFileSet.Parse([.. readable.Select(file => (file.FullPath, file.Text!))], context.ProcessEnvironment);
            return Task.FromResult(new EnvReadingFact(files, readable.Count == files.Count ? set : null));
        }
        catch (EnvFileFormatException failure)
        {
            return Task.FromResult(new EnvReadingFact(Malformed(files, failure, context.ProcessEnvironment), null));
        }
    }

    /// <summary>Compose stops at the first malformed file; here each one is named.</summary>
    private static List<EnvFileReading> Malformed(List<EnvFileReading> files, EnvFileFormatException first, Func<string, string?> environment)
    {
        var named = new List<EnvFileReading>();
        foreach (var file in files)
        {
            var problem = file.Problem;
            if (string.Equals(file.FullPath, first.Path, StringComparison.Ordinal))
            {
                problem = EnvTextReader.Describe(first);
            }
            else if (file.Text is not null)
            {
                problem = ProblemOf(file.Text, environment);
            }

            named.Add(file with { Problem = problem });
        }

        return named;
    }

    private static EnvFileProblem? ProblemOf(string text, Func<string, string?> environment)
    {
        try
        {
            _ = EnvFile.Parse(text, environment);
            return null;
        }
        catch (EnvFileFormatException failure) when (failure.Reason == EnvFileFormatReason.RequiredVariableMissing)
        {
            // Read alone it cannot see the keys of earlier files, so this may be no fault of its own.
            return null;
        }
        catch (EnvFileFormatException failure)
        {
            return EnvTextReader.Describe(failure);
        }
    }
}
