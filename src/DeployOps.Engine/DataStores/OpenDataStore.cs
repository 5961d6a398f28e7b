namespace DeployOps.Engine.DataStores;

/// <summary>A store whose way stands open.</summary>
/// <param name="Access">The store and the way.</param>
/// <param name="Way">What keeps it open.</param>
public sealed record OpenDataStore(DataStoreAccess Access, IAsyncDisposable Way) : IAsyncDisposable
{
    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Way.DisposeAsync();
}
