using DeployOps.Engine.Compose.Plans;
using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Releases.Deployment;
using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Releases.Operations;

namespace DeployOps.Engine.Releases.Rehearsal;

/// <summary>The images of a copy: built and tagged under names of its own, so that no name of the live stack moves.</summary>
internal sealed class RehearsalImages(ReleaseSession session, RehearsalStack stack)
{
    /// <summary>The copy whose builds are named after it. Services that share an image go on sharing it.</summary>
    public ComposePlan Named(ComposePlan plan)
    {
        var names = plan.Services.Where(service => service.IsBuilt).Select(service => service.Image).Distinct(StringComparer.Ordinal)
            .Select((image, index) => (image, Name: stack.ImageName("built", index))).ToDictionary(pair => pair.image, pair => pair.Name, StringComparer.Ordinal);
        return plan.WithImages(plan.Services.Where(service => names.ContainsKey(service.Image)).ToDictionary(service => service.Name, service => names[service.Image], StringComparer.Ordinal));
    }

    /// <summary>Builds them, brings the others from their registry where they are missing, and finds out what they are.</summary>
    /// <exception cref="DeployOpsException">An image could not be built or brought.</exception>
    public async Task<(IReadOnlyList<ReleaseImage> Images, string Detail)> BuildAsync(ComposePlan plan, ComposeTarget target, CancellationToken cancellationToken)
    {
        var scope = session.Scope(session.Project.Release.BuildTimeout);
        var built = plan.Services.Where(service => service.IsBuilt).Select(service => service.Name).ToList();
        if (built.Count > 0)
        {
            session.Output.Say($"docker compose --project-name {stack.Name} build");
            await session.Engine.Stacks.BuildAsync(target, built, scope, cancellationToken).ConfigureAwait(false);
        }

        var references = plan.Images().Values.Distinct(StringComparer.Ordinal).ToList();
        var ids = await session.Engine.Images.IdsAsync(references, cancellationToken).ConfigureAwait(false);
        var absent = plan.Services.Where(service => !ids.ContainsKey(service.Image)).ToList();
        if (absent.Count > 0)
        {
            await session.Engine.Stacks.PullAsync(target, [.. absent.Select(service => service.Name)], scope, cancellationToken).ConfigureAwait(false);
            ids = await session.Engine.Images.IdsAsync(references, cancellationToken).ConfigureAwait(false);
            absent = [.. absent.Where(service => !ids.ContainsKey(service.Image))];
        }

        return absent.Count > 0
            ? throw new ReleaseImageMissingException([.. absent.Select(service => $"{service.Name} ({service.Image})")])
            : ([.. plan.Services.Select(service => new ReleaseImage(service.Name, service.Image, ids[service.Image]))], $"{built.Count} services built");
    }

    /// <summary>Why the live release cannot be gone back to; <see langword="null"/> when its images are there.</summary>
    public async Task<string?> MissingAsync(ReleaseOperation live, CancellationToken cancellationToken)
    {
        var wanted = live.Images.Where(image => image.Id is not null).ToList();
        var there = await session.Engine.Images.IdsAsync([.. wanted.Select(image => image.Id!)], cancellationToken).ConfigureAwait(false);
        return wanted.Count == 0 ? $"the journal does not know the images of {live.Tag}"
            : wanted.Find(image => !there.ContainsKey(image.Id!)) is { } missing ? $"the image {missing.Reference} of {live.Tag} is not on this machine any longer"
            : null;
    }

    /// <summary>The live release as a plan of the copy: its kept plan when there is one, else the present one with its images.</summary>
    public async Task<(ComposePlan Plan, IReadOnlyList<ReleaseImage> Images)> PreviousAsync(ReleaseOperation live, ComposePlan present, CancellationToken cancellationToken)
    {
        var kept = new OperationFolder(session.Project, live.Number).Plan;
        var plan = File.Exists(kept)
            ? RehearsalCopy.Of(await ComposePlan.ReadAsync(kept, cancellationToken).ConfigureAwait(false), stack.Name, path => File.Exists(path) || Directory.Exists(path)).Plan
            : present;
        var ids = live.Images.Where(image => image.Id is not null).Select(image => image.Id!).Distinct(StringComparer.Ordinal).ToList();
        for (var index = 0; index < ids.Count; index++)
        {
            await session.Engine.Images.TagAsync(ids[index], stack.ImageName("previous", index), cancellationToken).ConfigureAwait(false);
        }

        var known = live.Images.Where(image => image.Id is not null && plan.Find(image.Service) is not null).ToList();
        var named = plan.Only([.. known.Select(image => image.Service)]).WithoutBuilds()
            .WithImages(known.ToDictionary(image => image.Service, image => stack.ImageName("previous", ids.IndexOf(image.Id!)), StringComparer.Ordinal));
        return (named, known);
    }
}
