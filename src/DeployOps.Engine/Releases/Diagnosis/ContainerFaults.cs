using DeployOps.Engine.Checks.Compose.Policies;
using DeployOps.Engine.Compose.Stacks;

namespace DeployOps.Engine.Releases.Diagnosis;

/// <summary>Tells by a container's state whether something is wrong with it.</summary>
internal static class ContainerFaults
{
    /// <summary>A container that was started so short a while ago by its restart policy is in a loop.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(60);

    /// <summary>Whether something is wrong with it.</summary>
    public static bool IsBad(StackContainer container, DiagnosisContext context) => container.State switch
    {
        ContainerState.Running => container.Health == ContainerHealth.Unhealthy || IsLooping(container, context) || container.IsOutOfMemory,
        ContainerState.Exited => container.ExitCode != 0 || container.IsOutOfMemory || !MayHaveEnded(container, context),
        _ => true,
    };

    /// <summary>Whether it runs at the moment, and only because its restart policy starts it again and again.</summary>
    public static bool IsLooping(StackContainer container, DiagnosisContext context) =>
        container is { State: ContainerState.Running, RestartCount: > 0, Started: { } started } && context.Time - started < Settled
        && container.Health != ContainerHealth.Healthy;

    /// <summary>Whether it is one that does its work and ends.</summary>
    public static bool MayHaveEnded(StackContainer container, DiagnosisContext context) =>
        context.RoleOf(container.Service) == ServiceRole.OneShot || container.RestartPolicy is "no" or "on-failure";

    /// <summary>Whether its restart policy would have started it again, had nobody stopped it.</summary>
    public static bool WasStopped(StackContainer container) =>
        container is { State: ContainerState.Exited, RestartPolicy: "always" or "unless-stopped" };
}
