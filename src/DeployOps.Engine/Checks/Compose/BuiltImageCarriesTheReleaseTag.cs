using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Compose.Model.Services;
using DeployOps.Engine.Compose.Model.Yaml;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>Building the same tag again moves it, and the previous release can no longer be started. <c>image</c> beside <c>build</c> is what names the result; dclint no-build-and-image asks the opposite.</summary>
/// <remarks>Source: seed 003, 2.1 and 5: a rollback restarts with the previous tag.</remarks>
public sealed class BuiltImageCarriesTheReleaseTag : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM014", "An image that is built here carries the release tag", CheckFamily.Compose, Severity.P1, "RB5 RB13", "seed 003, 2.1 and 5: a rollback restarts with the previous tag");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        if (service.Build is null)
        {
            yield break;
        }

        var variable = compose.Project.Tag.Variable;
        if (service.Image is not { } image)
        {
            yield return Fail(
                compose, service.Name, service.Build.Source, "the image that is built has no name, so every release overwrites the last one and none can be rolled back to",
                $"Add image: name:${{{variable}:?}} beside the build.");
        }
        else if (!ComposeTemplate.Variables(image.Template).Any(named => named.Name == variable))
        {
            yield return Fail(
                compose, service.Name, image.Source, $"the image that is built is not tagged by {variable}, so building again moves its tag",
                $"Tag it by the release: name:${{{variable}:?}}.");
        }
    }
}
