using DeployOps.Engine.Checks.Compose.Facts;
using DeployOps.Engine.Compose.Model.Loading;
using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.Checks.Compose;

/// <summary>A build on the server fails without them, in the middle of a deploy.</summary>
/// <remarks>Source: compose build specification: context, dockerfile.</remarks>
public sealed class BuildContextsExist : ComposeServiceCheck
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } =
        new("COM079", "The folder and Dockerfile of every build exist", CheckFamily.Compose, Severity.P0, "RB7", "compose build specification: context, dockerfile");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Look(ComposeService service, ComposeFact compose)
    {
        if (service.Build is not { } build)
        {
            yield break;
        }

        var context = build.Context?.Text ?? ".";
        if (ComposePaths.IsRemote(context) || context.StartsWith("service:", StringComparison.Ordinal))
        {
            yield break;
        }

        var place = build.Context?.Source ?? build.Source;
        var folder = ComposePaths.Full(context, place.File);
        if (ComposePaths.IsForeign(folder))
        {
            yield break;
        }

        if (!Directory.Exists(folder))
        {
            yield return Fail(compose, service.Name, place, "the folder it is built from does not exist", "Correct the path: it is relative to the compose file.");
        }
        else if (!build.IsInline && !File.Exists(Path.Combine(folder, build.Dockerfile?.Text ?? "Dockerfile")))
        {
            yield return Fail(compose, service.Name, build.Dockerfile?.Source ?? place, "the Dockerfile does not exist in the folder it is built from", "Correct 'dockerfile': it is relative to the build's folder.");
        }
    }
}
