namespace DeployOps.Engine.Backups.Creation;

/// <summary>The stores of a backup, with the ways to them. Disposing of it closes the ways.</summary>
internal sealed record PreparedStores(IReadOnlyList<PreparedStore> All) : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        foreach (var way in All.Select(store => store.Way).OfType<IAsyncDisposable>())
        {
            await way.DisposeAsync().ConfigureAwait(false);
        }
    }
}
