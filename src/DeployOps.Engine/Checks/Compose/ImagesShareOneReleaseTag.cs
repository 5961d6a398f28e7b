using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Checks.Compose.Policies;
using DeployOps.Engine.Compose.Model.Services;
using DeployOps.Engine.Compose.Model.Yaml;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Finds images that are tagged by another variable than the release tag.</summary>
/// <remarks>Source: seed 003, 8: the tag names the unit of deployment.</remarks>
public sealed class ImagesShareOneReleaseTag : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM015", "Images of the project share one release tag", CheckFamily.Compose, Severity.P2, "RB6", "seed 003, 8: the tag names the unit of deployment");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        if (service.Image is not { } image || ImageReference.SplitTemplate(image.Template).Tag is not { } tag || WellKnownImages.Of(service) is not null)
        {
            yield break;
        }

        var named = ComposeTemplate.Variables(tag).ToList();
        if (named.Count > 0 && !named.Exists(variable => variable.Name == compose.Project.Tag.Variable))
        {
            yield return Warn(
                compose, service.Name, image.Source, $"the image is tagged by {compose.NameOf(named[0])}, not by {compose.Project.Tag.Variable}: one release then has several tags",
                "Use one tag for all images of a release, or set 'tag.variable' in deployops.yml.");
        }
    }
}
