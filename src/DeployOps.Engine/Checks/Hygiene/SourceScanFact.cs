using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Repository.Scanning;

namespace DeployOps.Engine.Checks.Hygiene;

/// <summary>What one pass over the project's source files found, for all checks that look into files.</summary>
/// <param name="Report">The matches and the files that were not looked at.</param>
/// <param name="Source">Which files were looked at.</param>
/// <param name="Allowed">What the project has accepted.</param>
public sealed record SourceScanFact(ScanReport Report, SourceFilesFact Source, AllowList Allowed) : IFact<SourceScanFact>
{
    /// <inheritdoc/>
    public static async Task<SourceScanFact> GatherAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var settings = context.Project.Hygiene;
        var source = await context.FactAsync<SourceFilesFact>(cancellationToken).ConfigureAwait(false);
        var report = await SourceTree.ScanAsync(context.Project.Root, source.Files, RulesOf(settings), settings.LargestFile * 1024 * 1024, cancellationToken).ConfigureAwait(false);
        return new SourceScanFact(report, source, new AllowList(settings.Allow));
    }

    /// <summary>The rules that hold for a project.</summary>
    public static SourceRules RulesOf(HygieneSettings settings) => new(
        TokenRules.All,
        [
            .. ForbiddenPatterns.Of(settings).Select(forbidden => new ForbiddenRule(
                forbidden.Id, forbidden.Title, forbidden.Pattern, forbidden.Paths.Count == 0 ? ["*"] : forbidden.Paths)),
        ]);

    /// <summary>The matches of a group that the project has not accepted.</summary>
    public IEnumerable<SourceHit> Of(SourceRuleGroup group, string check) =>
        Report.Hits.Where(hit => hit.Group == group && !Allowed.Accepts(hit.File, check, hit.Rule, hit.Fingerprint));
}
