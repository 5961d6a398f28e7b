using System.Runtime.CompilerServices;
using DeployOps.Engine.Repository.Scanning;

namespace DeployOps.Engine.Checks.Hygiene;

/// <summary>The forbidden source patterns are gone from built images, too: an image can be older than its source.</summary>
public sealed class ImageHoldsNoForbiddenPatterns : HygieneCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "HYG024",
        "Forbidden source patterns are gone from built images",
        CheckFamily.Hygiene,
        Severity.P1,
        "PA11",
        "seeds/000, 2-1 and C1, C4")
    {
        Optional = true,
    };

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var images = await context.FactAsync<ImageScanFact>(cancellationToken).ConfigureAwait(false);
        foreach (var (image, report) in images.Looked)
        {
            foreach (var finding in Limited(report.Hits
                .Where(hit => hit.Hit.Group == SourceRuleGroup.Forbidden && !hit.IsDeleted && !images.Allowed.Accepts(hit.Hit.File, Descriptor.Id, hit.Hit.Rule))
                .Select(hit => Fail(image, $"in layer {hit.Layer} it is not so: {hit.Hit.Kind}", "Build the image again from the mended source.", hit.Hit.File, hit.Hit.Line))))
            {
                yield return finding;
            }
        }

        if (images.NotBuilt.Count > 0)
        {
            yield return NotApplicable("not on this machine yet; an image is looked at once it is built", string.Join(", ", images.NotBuilt));
        }
    }
}
