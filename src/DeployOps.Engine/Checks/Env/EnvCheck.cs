using System.Runtime.CompilerServices;
using DeployOps.Engine.Checks.Env.Reading;
using DeployOps.Engine.EnvFiles;
using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Checks.Env;

/// <summary>A check about what stands in the environment files, once they could be read.</summary>
public abstract class EnvCheck : Check
{
    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var files = await context.FactAsync<EnvFilesFact>(cancellationToken).ConfigureAwait(false);
        foreach (var finding in Look(files, context))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return finding;
        }
    }

    internal abstract IEnumerable<Finding> Look(EnvFilesFact files, CheckContext context);

    private protected Finding Fail(EnvFileView file, EnvEntry entry, string message, string fix) =>
        Fail(file.Display(entry), message, fix, file.Name, entry.Line);

    private protected Finding Warn(EnvFileView file, EnvEntry entry, string message, string fix) =>
        Warn(file.Display(entry), message, fix, file.Name, entry.Line);
}

/// <summary>A check that only production is held to.</summary>
public abstract class ProductionEnvCheck : EnvCheck
{
    /// <inheritdoc/>
    public override IAsyncEnumerable<Finding> RunAsync(CheckContext context, CancellationToken cancellationToken) =>
        context.Project.Env.Pack == EnvPack.Production
            ? base.RunAsync(context, cancellationToken)
            : AsyncEnumerable.Repeat(NotApplicable("the production pack is off (env.pack in deployops.yml)"), 1);
}
