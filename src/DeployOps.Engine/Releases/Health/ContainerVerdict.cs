using DeployOps.Engine.Compose.Stacks;

namespace DeployOps.Engine.Releases.Health;

/// <summary>What can be said of one container.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Detail">Why, so that it goes on after the service's name: <c>exited with 1</c>. It holds nothing that the container wrote.</param>
internal sealed record ContainerVerdict(ServiceVerdict Verdict, string Detail)
{
    private static readonly TimeSpan Young = TimeSpan.FromSeconds(10);

    /// <summary>Judges a container by one look, without having seen it before.</summary>
    /// <param name="container">The container.</param>
    /// <param name="isOneShot">Whether it does its work and ends.</param>
    /// <param name="now">The time, against which a young run is told.</param>
    public static ContainerVerdict AtOnce(StackContainer container, bool isOneShot, DateTimeOffset now) => container.State switch
    {
        ContainerState.Paused => new(ServiceVerdict.Unhealthy, "is paused"),
        ContainerState.Created when container.StartError.Length == 0 => new(ServiceVerdict.Exited, "was made and never started"),
        ContainerState.Restarting => new(ServiceVerdict.Restarting, Restarts(container, memory: null)),
        ContainerState.Running when !isOneShot && container.RestartCount > 0 && now - container.Started < Young =>
            new(ServiceVerdict.Restarting, Restarts(container, memory: null) + ", the last time a moment ago"),
        ContainerState.Running when !isOneShot && container.Health == ContainerHealth.Unhealthy => Unhealthy(container),
        _ => Plain(container, isOneShot),
    };

    /// <summary>Judges a container that is being watched.</summary>
    /// <param name="container">The container.</param>
    /// <param name="isOneShot">Whether it does its work and ends.</param>
    /// <param name="memory">What was seen of it, this look included.</param>
    public static ContainerVerdict Watched(StackContainer container, bool isOneShot, ContainerMemory memory) => container.State switch
    {
        ContainerState.Paused => new(ServiceVerdict.Starting, "is paused"),
        ContainerState.Running or ContainerState.Restarting when memory.IsLooping && !MayTryAgain(container, isOneShot) => new(ServiceVerdict.Restarting, Restarts(container, memory)),
        ContainerState.Restarting => new(ServiceVerdict.Starting, Restarts(container, memory)),
        ContainerState.Running when !isOneShot && !memory.IsSettled => new(ServiceVerdict.Starting, Restarts(container, memory) + ", the last time a moment ago"),
        ContainerState.Running when !isOneShot && container.Health == ContainerHealth.Unhealthy => memory.MayRecover
            ? new(ServiceVerdict.Starting, "was unhealthy before, and its next healthchecks are awaited")
            : Unhealthy(container),
        _ => Plain(container, isOneShot),
    };

    // One that does its work and ends may be told to try again when it fails; the engine says when it has given up, or time ends.
    private static bool MayTryAgain(StackContainer container, bool isOneShot) => isOneShot && container.RestartPolicy == "on-failure";

    private static ContainerVerdict Plain(StackContainer container, bool isOneShot) => container.State switch
    {
        ContainerState.Running when isOneShot => new(ServiceVerdict.Starting, "is still at its work"),
        ContainerState.Running => container.Health switch
        {
            ContainerHealth.Healthy => new(ServiceVerdict.Healthy, "is healthy"),
            ContainerHealth.None => new(ServiceVerdict.Running, "runs; it has no healthcheck and is judged by staying up"),
            _ => new(ServiceVerdict.Starting, "is starting: its healthcheck has not passed yet"),
        },
        ContainerState.Created when container.StartError.Length > 0 => new(ServiceVerdict.Exited, "could not be started by the engine"),
        ContainerState.Created => new(ServiceVerdict.Starting, "is made and not started yet"),
        ContainerState.Exited when isOneShot && container.ExitCode == 0 => new(ServiceVerdict.Completed, "ended with 0, as it should"),
        ContainerState.Exited => new(ServiceVerdict.Exited, Ended(container, isOneShot)),
        ContainerState.Dead => new(ServiceVerdict.Exited, "is dead: the engine could not remove it wholly"),
        _ => new(ServiceVerdict.Starting, "is in a state that is not known here"),
    };

    private static ContainerVerdict Unhealthy(StackContainer container) => new(
        ServiceVerdict.Unhealthy,
        container.FailingStreak > 0 ? $"is unhealthy: its healthcheck failed {Times(container.FailingStreak)} in a row" : "is unhealthy");

    private static string Ended(StackContainer container, bool isOneShot)
    {
        var why = container.IsOutOfMemory ? " for lack of memory" : container.ExitCode == 0 && !isOneShot ? " although it should keep running" : "";
        return $"exited with {container.ExitCode}{why}" + (container.RestartCount > 0 ? $", restarted {Times(container.RestartCount)}" : "");
    }

    private static string Restarts(StackContainer container, ContainerMemory? memory)
    {
        var code = container.ExitCode != 0 ? container.ExitCode : memory?.LastExitCode ?? 0;
        var isOutOfMemory = container.IsOutOfMemory || memory is { WasOutOfMemory: true };
        return $"was restarted {Times(container.RestartCount)}" + (code != 0 ? $", last exit code {code}" : "") + (isOutOfMemory ? ", for lack of memory" : "");
    }

    private static string Times(int count) => count == 1 ? "once" : FormattableString.Invariant($"{count} times");
}
