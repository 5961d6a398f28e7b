using System.Runtime.CompilerServices;

namespace DeployOps.Engine.Checks.Hygiene;

/// <summary>No layer of a built image holds the project's documents, tests, caches or diagnostic scripts.</summary>
public sealed class ImageHoldsNoLeftovers : HygieneCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "HYG021",
        "Built images hold no documents, tests or caches",
        CheckFamily.Hygiene,
        Severity.P1,
        "PA9",
        "seeds/000, 1-5 and 7: documents and test output are not in the image")
    {
        Optional = true,
    };

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var images = await context.FactAsync<ImageScanFact>(cancellationToken).ConfigureAwait(false);
        foreach (var (image, report) in images.Looked)
        {
            foreach (var finding in Limited(report.Named
                .Where(file => file.Kind is not (ImageScanFact.EnvFile or ImageScanFact.KeyFile) && !file.IsDeleted && !images.Allowed.Accepts(file.Path, Descriptor.Id))
                .Select(file => Fail(image, $"layer {file.Layer} holds /{file.Path} ({file.Kind})", "Keep it out of the build (.dockerignore, or a narrower COPY).", file.Path))))
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
