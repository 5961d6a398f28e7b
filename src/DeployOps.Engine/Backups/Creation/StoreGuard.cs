using DeployOps.Engine.DataStores;

namespace DeployOps.Engine.Backups.Creation;

/// <summary>Runs work with one store so that whatever happens in it is a named failure of this store, and no other store feels it.</summary>
internal static class StoreGuard
{
    // Stores end by their own time; this is for one that does not.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    /// <summary>Runs it.</summary>
    /// <returns>The failure; <see langword="null"/> when there was none.</returns>
    /// <exception cref="OperationCanceledException">The caller's token was cancelled.</exception>
    public static async Task<DeployOpsException?> RunAsync(
        DataStoreKind kind, TimeSpan timeout, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var limit = timeout + Grace;
        if (limit < TimeSpan.FromMilliseconds(uint.MaxValue - 1))
        {
            limited.CancelAfter(limit);
        }

        try
        {
            await work(limited.Token).ConfigureAwait(false);
            return null;
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // Whatever a store makes of it: it was stopped.
            throw new OperationCanceledException(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            return new StoreTimeoutException(kind, timeout);
        }
        catch (DeployOpsException failure)
        {
            return failure;
        }
        catch (Exception failure)
        {
            return new StoreFaultException(kind, failure);
        }
    }
}
