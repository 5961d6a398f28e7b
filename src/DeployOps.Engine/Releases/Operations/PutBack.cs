using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Releases.Log;

namespace DeployOps.Engine.Releases.Operations;

/// <summary>Puts a release on the machine by its image identifiers, and makes sure that it runs and is well.</summary>
internal static class PutBack
{
    /// <summary>Puts it there.</summary>
    /// <param name="session">The session.</param>
    /// <param name="release">The release; its images have identifiers.</param>
    /// <param name="replaced">The images of the release that it replaces: services that only that one has are removed.</param>
    /// <param name="step">The step it is part of.</param>
    /// <param name="recreate">Whether the stack is taken down first.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="DeployOpsException">It could not be put there, or is not well.</exception>
    public static async Task<string> RunAsync(
        ReleaseSession session, StackRelease release, IReadOnlyList<ReleaseImage> replaced, ReleaseStep step, bool recreate, CancellationToken cancellationToken)
    {
        await ImageTags.PointAsync(session, release.Tag, release.Images, cancellationToken).ConfigureAwait(false);
        var running = await HalfReplaced.SettleAsync(session, cancellationToken).ConfigureAwait(false);
        var since = session.Now;
        var isStopped = false;
        if (recreate)
        {
            session.Say(step, StepOutcome.Unfinished, "taking the stack down");
            isStopped = await TakeDownAsync(session, release, running, cancellationToken).ConfigureAwait(false);
            running = [];
        }

        session.Say(step, StepOutcome.Unfinished, $"starting {release.Tag}");
        await StackUp.RunAsync(session, release, new StackBefore(running, replaced) { IsStopped = isStopped }, step, cancellationToken).ConfigureAwait(false);
        var (health, seen) = await ReleaseCheck.HealthyAsync(session, release, step, cancellationToken).ConfigureAwait(false);
        var smoke = ReleaseCheck.Demand(await ReleaseCheck.SmokeAsync(session, step, since, seen, cancellationToken).ConfigureAwait(false));
        return $"{health}; {smoke}";
    }

    // A container that is gone takes the way to its volumes without a name with it; one that is replaced hands them on. So where there is
    // such a volume the containers are only stopped, and "up" replaces every one of them.
    private static async Task<bool> TakeDownAsync(ReleaseSession session, StackRelease release, IReadOnlyList<StackContainer> running, CancellationToken cancellationToken)
    {
        if (!running.Any(container => container.Mounts.Any(mount => mount.IsUnnamedVolume)))
        {
            await session.Engine.Stacks.DownAsync(release.Target, new DownOptions(), session.Scope(session.Project.Release.UpTimeout), cancellationToken).ConfigureAwait(false);
            return false;
        }

        session.Output.Say("The containers are stopped and not removed, because they keep data on volumes without a name");
        await session.Docker.Containers.StopAsync([.. running.Where(container => !container.IsOneOff).Select(container => container.Id)], grace: null, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
