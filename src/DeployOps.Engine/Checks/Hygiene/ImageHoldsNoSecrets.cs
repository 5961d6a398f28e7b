using System.Runtime.CompilerServices;
using DeployOps.Engine.Repository.Scanning;

namespace DeployOps.Engine.Checks.Hygiene;

/// <summary>No file in a layer of a built image holds a token or a private key, not even a deleted one.</summary>
public sealed class ImageHoldsNoSecrets : HygieneCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "HYG022",
        "No file of a built image holds a token or a private key",
        CheckFamily.Hygiene,
        Severity.P0,
        "PA9 PA10",
        "seeds/000, 1-5: .env and private keys are not in the image")
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
                .Where(hit => hit.Hit.Group is SourceRuleGroup.Token or SourceRuleGroup.PrivateKey && !images.Allowed.Accepts(hit.Hit.File, Descriptor.Id, hit.Hit.Rule, hit.Hit.Fingerprint))
                .Select(hit => Fail(image, $"layer {hit.Layer} holds a {hit.Hit.Kind}{ImageScanFact.Deleted(hit.IsDeleted)}", SecretFix(hit.Hit.Rule, hit.Hit.Fingerprint), hit.Hit.File, hit.Hit.Line))))
            {
                yield return finding;
            }

            foreach (var unread in report.Unread)
            {
                yield return Warn(image, $"not all of it was looked at: {unread}", "Build it with layers of the common kinds (tar, gzip).");
            }
        }

        if (images.NotBuilt.Count > 0)
        {
            yield return NotApplicable("not on this machine yet; an image is looked at once it is built", string.Join(", ", images.NotBuilt));
        }
    }
}
