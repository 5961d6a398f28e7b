using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Finds images without a tag, which docker takes for <c>latest</c>.</summary>
/// <remarks>Source: seed 003, 2.1; CIS Docker Benchmark 1.5.0, 5.27.</remarks>
public sealed class ImageHasATag : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM010", "Every image is named with its tag or digest", CheckFamily.Compose, Severity.P0, "RB5", "seed 003, 2.1; CIS Docker Benchmark 1.5.0, 5.27");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        if (service.Image is not { } image || image.Text.Length == 0 && image.HasVariables)
        {
            // An image whose variable has no value is named by COM005 or COM006.
            yield break;
        }

        var (_, tag) = ImageReference.SplitTemplate(image.Template);
        var reference = ImageReference.Parse(image.Text);
        if (tag is null && string.IsNullOrEmpty(reference.Tag) && reference.Digest is null)
        {
            yield return Fail(
                compose, service.Name, image.Source, "the image has no tag, so docker takes 'latest', which another day is another image",
                "Write the tag, such as image:${TAG:?} for an image of the project or postgres:17.2 for a foreign one.");
        }
    }
}
