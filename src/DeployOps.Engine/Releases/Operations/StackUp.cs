using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Releases.Log;

namespace DeployOps.Engine.Releases.Operations;

/// <summary>Replaces the containers by those of a release.</summary>
internal static class StackUp
{
    /// <summary>Replaces them, each service by its strategy.</summary>
    public static Task RunAsync(ReleaseSession session, StackRelease release, ReleaseStep step, CancellationToken cancellationToken)
    {
        session.Output.Say($"docker compose up --detach --no-build ({release.Tag}, {step})");
        return session.Engine.Stacks.UpAsync(release.Target, new UpOptions(), session.Scope(session.Project.Release.UpTimeout), cancellationToken);
    }

    /// <summary>
    /// Removes the containers of services that only the replaced release has. Containers that no release knows stay: somebody else may
    /// have put them into the project.
    /// </summary>
    public static async Task RemoveOthersAsync(ReleaseSession session, StackRelease release, IReadOnlyList<ReleaseImage> replaced, CancellationToken cancellationToken)
    {
        var mine = release.Expected.Select(service => service.Name).ToHashSet(StringComparer.Ordinal);
        var others = replaced.Select(image => image.Service).Where(service => !mine.Contains(service)).ToHashSet(StringComparer.Ordinal);
        if (others.Count > 0)
        {
            var look = await StackLook.TakeAsync(session, cancellationToken).ConfigureAwait(false);
            var ids = look.Containers.Where(container => others.Contains(container.Service)).Select(container => container.Id).ToList();
            await session.Engine.Containers.StopAsync(ids, grace: null, cancellationToken).ConfigureAwait(false);
            await session.Engine.Containers.RemoveAsync(ids, cancellationToken).ConfigureAwait(false);
        }
    }
}
