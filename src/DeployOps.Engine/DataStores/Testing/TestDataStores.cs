using DeployOps.Engine.Project;

namespace DeployOps.Engine.DataStores.Testing;

/// <summary>Pings the stores of a project, then writes into each, reads it back on a new connection and deletes it (rows PA12, PA13).</summary>
public sealed class TestDataStores(DeployProject project)
{
    /// <summary>Tries the stores one after the other. A store that fails is part of the report.</summary>
    /// <exception cref="DeployOpsException">The project has no store, or a named one is none of its.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; what was written was removed.</exception>
    public Task<DataStoreTestReport> RunAsync(DataStoreTestOptions options, CancellationToken cancellationToken) => throw new NotImplementedException(project.Name);
}
