using DeployOps.Engine.Project;

namespace DeployOps.Engine.Releases.Health;

/// <summary>Looks at a stack at any time (rows RB8, PA8, CH9, KP13). It changes nothing.</summary>
public sealed class GetStackHealth(DeployProject project)
{
    /// <summary>Looks.</summary>
    /// <exception cref="DeployOpsException">The engine does not answer, or a named service is none.</exception>
    public Task<StackHealth> RunAsync(HealthOptions options, CancellationToken cancellationToken) =>
        Task.FromException<StackHealth>(new NotSupportedException($"{project.Name}: {options} {cancellationToken}"));
}
