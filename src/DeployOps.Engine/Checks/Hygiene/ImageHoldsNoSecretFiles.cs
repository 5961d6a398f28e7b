using System.Runtime.CompilerServices;

namespace DeployOps.Engine.Checks.Hygiene;

/// <summary>No layer of a built image holds an environment file or a private key, not even a deleted one.</summary>
public sealed class ImageHoldsNoSecretFiles : HygieneCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "HYG020",
        "Built images hold no environment file or private key",
        CheckFamily.Hygiene,
        Severity.P0,
        "PA9",
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
            foreach (var finding in Limited(report.Named
                .Where(file => file.Kind is ImageScanFact.EnvFile or ImageScanFact.KeyFile && !images.Allowed.Accepts(file.Path, Descriptor.Id))
                .Select(file => Fail(image, $"layer {file.Layer} holds the {file.Kind} /{file.Path}{ImageScanFact.Deleted(file.IsDeleted)}", "Keep it out of the build (.dockerignore), build again without cache, and withdraw the secrets in it.", file.Path))))
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
