using System.Runtime.CompilerServices;
using DeployOps.Engine.Repository.Scanning;

namespace DeployOps.Engine.Checks.Hygiene;

/// <summary>No environment file is tracked, wherever it lies. The ones that deployops.yml names are the matter of the env family; the material of tests is looked into by the other checks.</summary>
public sealed class NoEnvFileIsTracked : HygieneCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "HYG009",
        "No further environment file is tracked",
        CheckFamily.Hygiene,
        Severity.P0,
        "RB3 PA9",
        "seeds/000, 1-5; seeds/003, 1");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var scan = await context.FactAsync<SourceScanFact>(cancellationToken).ConfigureAwait(false);
        var named = context.Project.Env.Files.SelectMany(file => new[] { file.Path, file.Sample }).OfType<string>().Select(context.Project.RelativePath).ToHashSet(StringComparer.Ordinal);
        foreach (var finding in Limited(scan.Source.Files.Names()
            .Where(path => ShippedFiles.IsEnvFile(path) && !TestPath.IsTest(path) && !named.Contains(path) && !scan.Allowed.Accepts(path, Descriptor.Id))
            .Select(path => scan.Source.IsFromGit
                ? Fail(path, "git tracks this environment file", $"Take it out of git and keep the file (git rm --cached), ignore it, and withdraw the secrets in it.", path)
                : Warn(path, "this environment file lies among the source files and nothing ignores it", "Keep it outside of the project, or ignore it.", path))))
        {
            yield return finding;
        }
    }
}
