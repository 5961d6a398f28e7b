using System.Runtime.CompilerServices;
using DeployOps.Engine.Repository.Scanning;

namespace DeployOps.Engine.Checks.Hygiene;

/// <summary>The source patterns that have to be gone are gone.</summary>
public sealed class ForbiddenPatternsAreGone : HygieneCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "HYG012",
        "Forbidden source patterns are gone",
        CheckFamily.Hygiene,
        Severity.P1,
        "PA11",
        "seeds/000, 2-1, 4-3, 4-5 and C1, C4");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var scan = await context.FactAsync<SourceScanFact>(cancellationToken).ConfigureAwait(false);
        var patterns = ForbiddenPatterns.Of(context.Project.Hygiene).ToDictionary(pattern => pattern.Id, StringComparer.Ordinal);
        if (patterns.Count == 0)
        {
            yield return NotApplicable("no pattern is forbidden");
            yield break;
        }

        foreach (var finding in Limited(scan.Of(SourceRuleGroup.Forbidden, Descriptor.Id).Select(hit => Fail(
            hit.Rule, $"here it is not so: {hit.Kind}", "Replace it, or accept this place with a reason (hygiene.allow).", hit.File, hit.Line) with
        {
            Row = patterns[hit.Rule].Row is { Length: > 0 } row ? row : Descriptor.Row,
        })))
        {
            yield return finding;
        }
    }
}
