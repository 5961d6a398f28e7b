using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Compose.Model.Services;
using DeployOps.Engine.Compose.Model.Yaml;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Finds <c>image: app:${TAG:-latest}</c>: a forgotten tag then ships something else, silently.</summary>
/// <remarks>Source: seed 003, 4.2: the tag is decided before the deploy; compose specification, 12-interpolation.</remarks>
public sealed class TagVariableHasNoDefault : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM012", "The tag of an image has no default", CheckFamily.Compose, Severity.P0, "RB5 RB6", "seed 003, 4.2: the tag is decided before the deploy; compose specification, 12-interpolation");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        if (service.Image is not { } image || ImageReference.SplitTemplate(image.Template).Tag is not { } tag)
        {
            yield break;
        }

        foreach (var variable in ComposeTemplate.Variables(tag).Where(variable => variable.HasDefault))
        {
            yield return Fail(
                compose, service.Name, image.Source, $"{compose.NameOf(variable)} has a default in the image's tag, so a forgotten tag ships something else",
                $"Write ${{{compose.NameOf(variable)}:?}}, which refuses to go on without a tag.");
        }
    }
}
