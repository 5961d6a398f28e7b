using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Files;
using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Operations;

namespace DeployOps.Engine.Releases.Rehearsal;

/// <summary>
/// A copy on the machine. Its plan is under <c>.deployops/rehearsals/</c> before anything of it is made, and goes when all of it is gone:
/// a plan that is found there while the lock is held is of a rehearsal whose process died, or that was kept on purpose.
/// </summary>
internal sealed class RehearsalStack(ReleaseSession session, string name)
{
    private const string Extension = ".compose.json";
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    public string Name { get; } = name;

    /// <summary>The copies that are there.</summary>
    public static IReadOnlyList<RehearsalStack> Left(ReleaseSession session) => Directory.Exists(Folder(session.Project))
        ? [.. Directory.EnumerateFiles(Folder(session.Project), $"*{Extension}").Select(path => Path.GetFileName(path)[..^Extension.Length].Split('~')[0]).Distinct(StringComparer.Ordinal).Select(name => new RehearsalStack(session, name))]
        : [];

    /// <summary>The name of an image of the copy.</summary>
    public string ImageName(string kind, int number) => FormattableString.Invariant($"{Name}:{kind}-{number}");

    /// <summary>Writes a plan of it.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="variant">Which, when it has several, such as <c>previous</c>.</param>
    /// <param name="lookup">The values of variables that a resolved plan still names.</param>
    public ComposeTarget Write(ComposePlan plan, string variant, Func<string, string?> lookup)
    {
        StateFolder.Make(session.Project.FullPath(StateFolder.Name));
        Directory.CreateDirectory(Folder(session.Project));
        var path = PathOf(variant);
        plan.Write(path);
        return ComposeTarget.OfPlan(Name, session.Project.Root, path) with { Environment = plan.Variables.ToDictionary(variable => variable, lookup, StringComparer.Ordinal) };
    }

    /// <summary>Removes its containers, networks, volumes and images, and then its plans.</summary>
    /// <exception cref="DeployOpsException">Something could not be removed; the plans stay, so that the next rehearsal tries again.</exception>
    public async Task RemoveAsync(CancellationToken cancellationToken)
    {
        var plans = Directory.EnumerateFiles(Folder(session.Project), $"{Name}*{Extension}").ToList();
        foreach (var path in plans)
        {
            var variables = (await ReadAsync(path, cancellationToken).ConfigureAwait(false))?.Variables ?? [];
            var target = ComposeTarget.OfPlan(Name, session.Project.Root, path) with { Environment = variables.ToDictionary(variable => variable, _ => (string?)"", StringComparer.Ordinal) };
            var scope = session.Scope(TimeSpan.FromMinutes(3));
            await session.Engine.Stacks.DownAsync(target, new DownOptions { Volumes = true, Grace = Grace }, scope, cancellationToken).ConfigureAwait(false);
        }

        await session.Engine.Images.RemoveAsync(await session.Engine.Images.NamesAsync(Name, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        plans.ForEach(File.Delete);
    }

    private static async Task<ComposePlan?> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await ComposePlan.ReadAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (ComposePlanInvalidException)
        {
            return null;
        }
    }

    private static string Folder(DeployProject project) => project.FullPath($"{StateFolder.Name}/rehearsals");

    private string PathOf(string variant) => Path.Combine(Folder(session.Project), $"{Name}{(variant.Length > 0 ? $"~{variant}" : "")}{Extension}");
}
