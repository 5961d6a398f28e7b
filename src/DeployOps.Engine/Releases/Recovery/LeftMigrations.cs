using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.Releases.Operations;

namespace DeployOps.Engine.Releases.Recovery;

/// <summary>
/// Migrations that outlived the deployment that began them: killing <c>docker compose run</c> leaves its container running. A migration is
/// not torn off in the middle; it is waited for, as long as the settings let one take, and its container is removed.
/// </summary>
internal static class LeftMigrations
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    /// <summary>Waits for them, and says what was found.</summary>
    public static async Task<IReadOnlyList<string>> EndAsync(ReleaseSession session, CancellationToken cancellationToken)
    {
        var limit = session.Project.Release.Migrations.Select(migration => migration.Timeout).Append(TimeSpan.FromSeconds(10)).Max();
        var clock = session.Ports.Time.GetTimestamp();
        var said = new List<string>();
        while (true)
        {
            var left = (await session.Docker.Containers.OfProjectAsync(session.StackName, cancellationToken).ConfigureAwait(false)).Where(container => container is { IsOneOff: true, IsOwnRun: true }).ToList();
            if (left.Count == 0)
            {
                return said;
            }

            if (said.Count == 0)
            {
                said.Add($"A migration that the killed process had left behind was waited for and cleared away: {string.Join(", ", left.Select(container => container.Name))}.");
                session.Say(ReleaseStep.MigrateBefore, StepOutcome.Unfinished, "waiting for a migration that the killed process left running");
            }

            var isOver = session.Ports.Time.GetElapsedTime(clock) > limit;
            var ended = left.Where(container => isOver || container.State is not (ContainerState.Running or ContainerState.Paused)).Select(container => container.Id).ToList();
            await session.Docker.Containers.RemoveAsync(ended, cancellationToken).ConfigureAwait(false);
            if (ended.Count < left.Count)
            {
                await Task.Delay(Interval, session.Ports.Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
