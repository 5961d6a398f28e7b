using DeployOps.Engine.Releases.Journal;
using DeployOps.Engine.Releases.Log;

namespace DeployOps.Engine.Releases.Operations;

/// <summary>
/// The release that is live before an operation. What runs is compared with what the journal says; a stack that was put there by hand,
/// or changed by hand since, is taken into the journal as a release of its own, so that it can be gone back to like any other.
/// </summary>
internal static class LiveImages
{
    /// <summary>
    /// The live release with the images that really run; of a stack that is down, the one that the journal knows, while its images are there.
    /// <see langword="null"/> when there is none.
    /// </summary>
    public static async Task<(ReleaseOperation Operation, IReadOnlyList<ReleaseImage> Images)?> FindAsync(
        ReleaseSession session, JournalContent journal, StackLook look, CancellationToken cancellationToken)
    {
        var live = LiveRelease.Of(journal);
        if (look.IsEmpty)
        {
            return live is not null && await AreThereAsync(session, live.Images, cancellationToken).ConfigureAwait(false) ? (live, live.Images) : null;
        }

        if ((live is not null && Agrees(live.Images, look)) || !look.IsWell || HoldsFailed(journal, look))
        {
            return live is null ? null : (live, live.Images);
        }

        var found = await new FoundStack(session, journal, live).AdoptAsync(look, cancellationToken).ConfigureAwait(false);
        return (found, found.Images);
    }

    private static async Task<bool> AreThereAsync(ReleaseSession session, IReadOnlyList<ReleaseImage> images, CancellationToken cancellationToken)
    {
        var ids = images.Select(image => image.Id).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return ids.Count > 0 && (await session.Engine.Images.IdsAsync(ids, cancellationToken).ConfigureAwait(false)).Count == ids.Count;
    }

    // What an operation of ours did not bring to a good end is nothing to go back to, however well it looks and however long ago it was,
    // unless another one succeeded with the same image.
    private static bool HoldsFailed(JournalContent journal, StackLook look)
    {
        var images = journal.Operations.Where(operation => operation.Kind is ReleaseKind.Release or ReleaseKind.Rollback)
            .SelectMany(operation => operation.Images.Select(image => (Key: (image.Service, image.Id), HasSucceeded: operation.Result == ReleaseResult.Succeeded)))
            .ToLookup(image => image.HasSucceeded, image => image.Key);
        var failed = images[false].Except(images[true]).ToHashSet();
        return look.Images.Any(image => image.Id is not null && failed.Contains((image.Service, image.Id)));
    }

    // A container that crashed or was removed does not make it another release; another image does, and so does another service.
    private static bool Agrees(IReadOnlyList<ReleaseImage> images, StackLook look) =>
        look.Images.All(running => images.Any(image => image.Service == running.Service && image.Id == running.Id));
}
