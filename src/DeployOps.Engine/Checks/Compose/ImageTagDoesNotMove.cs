using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Finds <c>latest</c> and other tags that mean another image every day. A digest beside it pins the image all the same.</summary>
/// <remarks>Source: seed 003, 2.1; CIS Docker Benchmark 1.5.0, 5.27; dclint service-image-require-explicit-tag.</remarks>
public sealed class ImageTagDoesNotMove : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM011", "No image has a tag that moves", CheckFamily.Compose, Severity.P0, "RB5", "seed 003, 2.1; CIS Docker Benchmark 1.5.0, 5.27; dclint service-image-require-explicit-tag");

    private static readonly HashSet<string> Moving = new(StringComparer.OrdinalIgnoreCase)
    {
        "stable", "edge", "nightly", "main", "master", "dev", "develop", "rolling", "current", "next", "lts", "mainline", "unstable", "canary", "snapshot",
    };

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        if (service.Image is not { Text.Length: > 0 } image || ImageReference.Parse(image.Text) is not { Tag: { } tag, Digest: null })
        {
            yield break;
        }

        const string Fix = "Name the version that was tested, or pin it by digest (image@sha256:…).";
        if (string.Equals(tag, "latest", StringComparison.OrdinalIgnoreCase))
        {
            yield return Fail(compose, service.Name, image.Source, "the image is tagged 'latest', which another day is another image", Fix);
        }
        else if (Moving.Contains(tag))
        {
            yield return Warn(compose, service.Name, image.Source, "the image's tag moves with every build of its maker", Fix);
        }
    }
}
