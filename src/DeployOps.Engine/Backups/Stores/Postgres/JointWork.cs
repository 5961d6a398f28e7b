using System.Runtime.ExceptionServices;

namespace DeployOps.Engine.Backups.Stores.Postgres;

/// <summary>Several things that only make sense together: the first that fails stops the others, and its failure is the one that is told.</summary>
internal sealed class JointWork(CancellationToken cancellationToken) : IDisposable
{
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    private readonly List<Task> _parts = [];
    private ExceptionDispatchInfo? _failure;

    /// <summary>Is cancelled from outside, or by the first failure.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>Takes a part in.</summary>
    public void Add(Task part) => _parts.Add(WatchAsync(part));

    /// <summary>Waits until all parts have ended, or until one failed or the whole was cancelled; then the others may still be ending.</summary>
    public async Task EndAsync()
    {
        try
        {
            await Task.WhenAll(_parts).WaitAsync(Token).ConfigureAwait(false);
        }
        catch
        {
            _failure?.Throw();
            throw;
        }
    }

    /// <summary>Waits until nothing of it runs any more, whatever became of it.</summary>
    public async Task SettleAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_parts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose() => _stop.Dispose();

    private async Task WatchAsync(Task part)
    {
        try
        {
            await part.ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            // Set before the others are told, so that what they then fail with comes second.
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(failure), null);
            await _stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }
}
