using DeployOps.Engine.Releases.Log;

namespace DeployOps.Engine.Releases.Operations;

/// <summary>Moves image names: back to the images of a release, and away from a release that failed.</summary>
internal static class ImageTags
{
    /// <summary>Lets the names of a release point at its images again; those that do cost nothing.</summary>
    /// <exception cref="RollbackImageMissingException">An image is gone. No name was moved.</exception>
    public static async Task PointAsync(ReleaseSession session, string tag, IReadOnlyList<ReleaseImage> images, CancellationToken cancellationToken)
    {
        var known = await DemandAsync(session, tag, images, cancellationToken).ConfigureAwait(false);
        var names = known.Where(image => !image.Reference.Contains('@', StringComparison.Ordinal) && !image.Reference.StartsWith("sha256:", StringComparison.Ordinal)).ToList();
        var present = await session.Engine.Images.IdsAsync([.. names.Select(image => image.Reference)], cancellationToken).ConfigureAwait(false);
        foreach (var image in names.Where(image => present.GetValueOrDefault(image.Reference) != image.Id).DistinctBy(image => image.Reference, StringComparer.Ordinal))
        {
            await session.Engine.Images.TagAsync(image.Id!, image.Reference, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The images of a release that have an identifier; all of them are on this machine.</summary>
    /// <exception cref="RollbackImageMissingException">An image is gone.</exception>
    public static async Task<IReadOnlyList<ReleaseImage>> DemandAsync(ReleaseSession session, string tag, IReadOnlyList<ReleaseImage> images, CancellationToken cancellationToken)
    {
        var known = images.Where(image => image.Id is not null).ToList();
        var there = await session.Engine.Images.IdsAsync([.. known.Select(image => image.Id!)], cancellationToken).ConfigureAwait(false);
        return known.Where(image => !there.ContainsKey(image.Id!)).ToList() is { Count: > 0 } missing
            ? throw new RollbackImageMissingException(tag, [.. missing.Select(image => $"{image.Service} ({image.Reference})")])
            : known;
    }

    /// <summary>
    /// Takes the names of a failed release away, so that nothing of it is left: a name that a kept release has is moved back to that
    /// release's image, the others are removed when they were built here and no container has them.
    /// </summary>
    public static async Task WithdrawAsync(
        ReleaseSession session, IReadOnlyList<ReleaseImage> failed, IReadOnlySet<string> builtHere, IReadOnlyList<ReleaseImage> kept, CancellationToken cancellationToken)
    {
        var keptNames = kept.Where(image => image.Id is not null).GroupBy(image => image.Reference, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First().Id!, StringComparer.Ordinal);
        var names = failed.Where(image => builtHere.Contains(image.Service)).Select(image => image.Reference).Distinct(StringComparer.Ordinal).ToList();
        var present = await session.Engine.Images.IdsAsync(names, cancellationToken).ConfigureAwait(false);
        foreach (var name in names.Where(name => keptNames.ContainsKey(name) && present.GetValueOrDefault(name) != keptNames[name]))
        {
            await session.Engine.Images.TagAsync(keptNames[name], name, cancellationToken).ConfigureAwait(false);
        }

        var going = names.Where(name => present.ContainsKey(name) && !keptNames.ContainsKey(name)).ToList();
        if (going.Count > 0)
        {
            // A container whose image and configuration are those of the release that was put back was left alone, and still has this name.
            var inUse = (await StackLook.TakeAsync(session, cancellationToken).ConfigureAwait(false)).Containers.Select(container => container.ImageReference);
            going = [.. going.Except(inUse, StringComparer.Ordinal)];
        }

        if (going.Count > 0)
        {
            await session.Engine.Images.RemoveAsync(going, cancellationToken).ConfigureAwait(false);
        }
    }
}
