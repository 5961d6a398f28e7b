using DeployOps.Engine.Project;
using DeployOps.Engine.Releases.Journal;

namespace DeployOps.Engine.Releases.History;

/// <summary>The history of a project's releases, and what is live. It changes nothing.</summary>
public sealed class GetReleaseHistory(DeployProject project)
{
    /// <summary>Reads the journal and looks at what runs.</summary>
    /// <exception cref="DeployOpsException">The journal cannot be read.</exception>
    public Task<ReleaseHistory> RunAsync(ReleaseHistoryOptions options, CancellationToken cancellationToken) =>
        Task.FromException<ReleaseHistory>(new NotSupportedException($"{project.Name}: {options} {cancellationToken} {typeof(ReleaseOperation)}"));
}
