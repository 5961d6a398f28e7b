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
        if (recreate)
        {
            session.Say(step, StepOutcome.Unfinished, "taking the stack down");
            await session.Engine.Stacks.DownAsync(release.Target, new DownOptions(), session.Scope(session.Project.Release.UpTimeout), cancellationToken).ConfigureAwait(false);
            running = [];
        }

        session.Say(step, StepOutcome.Unfinished, $"starting {release.Tag}");
        await StackUp.RunAsync(session, release, running, step, cancellationToken).ConfigureAwait(false);
        await StackUp.RemoveOthersAsync(session, release, replaced, cancellationToken).ConfigureAwait(false);
        var (health, seen) = await ReleaseCheck.HealthyAsync(session, release, step, cancellationToken).ConfigureAwait(false);
        var smoke = ReleaseCheck.Demand(await ReleaseCheck.SmokeAsync(session, step, since, seen, cancellationToken).ConfigureAwait(false));
        return $"{health}; {smoke}";
    }
}
