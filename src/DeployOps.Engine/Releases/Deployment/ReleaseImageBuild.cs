using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Releases.Operations;

namespace DeployOps.Engine.Releases.Deployment;

/// <summary>Builds the images of a release, brings the others from their registry, and finds out what they are.</summary>
internal sealed class ReleaseImageBuild(ReleaseSession session, DeploymentOptions options)
{
    /// <summary>The images with their identifiers, and what there is to say.</summary>
    /// <exception cref="DeployOpsException">An image could not be built or brought. Nothing was stopped or replaced.</exception>
    public async Task<(IReadOnlyList<ReleaseImage> Images, string Detail)> RunAsync(StackRelease release, CancellationToken cancellationToken)
    {
        var built = release.Model.ActiveServices.Where(service => service.Build is not null).Select(service => service.Name).ToList();
        var scope = session.Scope(session.Project.Release.BuildTimeout);
        var isBuilding = built.Count > 0 && !options.NoBuild;
        if (isBuilding)
        {
            session.Output.Say($"docker compose build ({release.Tag})");
            await session.Engine.Stacks.BuildAsync(release.Target, built, scope, cancellationToken).ConfigureAwait(false);
        }

        var references = release.Images.Select(image => image.Reference).Distinct(StringComparer.Ordinal).ToList();
        var ids = await session.Engine.Images.IdsAsync(references, cancellationToken).ConfigureAwait(false);
        var absent = release.Images.Where(image => !ids.ContainsKey(image.Reference)).ToList();
        if (absent.Count > 0)
        {
            session.Say(ReleaseStep.Build, StepOutcome.Unfinished, $"bringing {absent.Count} images from their registry");
            await session.Engine.Stacks.PullAsync(release.Target, [.. absent.Select(image => image.Service)], scope, cancellationToken).ConfigureAwait(false);
            ids = await session.Engine.Images.IdsAsync(references, cancellationToken).ConfigureAwait(false);
            absent = [.. release.Images.Where(image => !ids.ContainsKey(image.Reference))];
        }

        if (absent.Count > 0)
        {
            throw new ReleaseImageMissingException([.. absent.Select(image => $"{image.Service} ({image.Reference})")]);
        }

        return ([.. release.Images.Select(image => image with { Id = ids[image.Reference] })], isBuilding ? $"{built.Count} services built" : "nothing to build");
    }
}
