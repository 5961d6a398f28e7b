using DeployOps.Engine.Compose.Stacks;

namespace DeployOps.Engine.Releases.Smoke.Logs;

/// <summary>
/// Finds containers that do not stay up, from two looks at them. Restarts that lie in the past are none: an application that waited for its
/// database by ending has come up.
/// </summary>
internal static class RestartReading
{
    // Docker itself takes a container that has run for so long as started: its restart policy begins anew to count.
    // Source: docs.docker.com, "Start containers automatically", restart policy details.
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(10);

    /// <summary>What is found.</summary>
    /// <param name="before">The containers at first.</param>
    /// <param name="after">The same containers at the end; one that is gone is not looked at.</param>
    /// <param name="mostRestarts">The most restarts of a container that has not settled yet.</param>
    /// <param name="now">The time of the second look.</param>
    public static IEnumerable<LogFinding> Find(IReadOnlyList<StackContainer> before, IReadOnlyList<StackContainer> after, int mostRestarts, DateTimeOffset now)
    {
        var counts = before.ToDictionary(container => container.Id, container => container.RestartCount, StringComparer.Ordinal);
        foreach (var container in after.Where(container => counts.ContainsKey(container.Id)))
        {
            if (RuleOf(container, container.RestartCount - counts[container.Id], mostRestarts, now) is { } rule)
            {
                yield return new LogFinding(container.Service, container.Name, rule, "", Math.Max(1, container.RestartCount));
            }

            if (container.IsOutOfMemory)
            {
                yield return new LogFinding(container.Service, container.Name, "out of memory", "", Count: 1);
            }
        }
    }

    private static string? RuleOf(StackContainer container, int growth, int mostRestarts, DateTimeOffset now) => container switch
    {
        { State: ContainerState.Restarting } => "restart loop",
        { State: ContainerState.Running } when growth > 0 => "restart loop",
        { State: ContainerState.Running, Health: not ContainerHealth.Healthy } when container.RestartCount > mostRestarts && now - container.Started < Settled => "restart loop",
        { State: ContainerState.Exited or ContainerState.Dead or ContainerState.Created, ExitCode: not 0 } => FormattableString.Invariant($"ended with exit code {container.ExitCode}"),
        _ => null,
    };
}
