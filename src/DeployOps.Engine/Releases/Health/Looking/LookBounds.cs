using System.Collections.Concurrent;

namespace DeployOps.Engine.Releases.Health.Looking;

/// <summary>The bounds of one look: its end, and what could not be looked at by then. No part of a look takes the others with it.</summary>
internal sealed class LookBounds : IDisposable
{
    private readonly CancellationTokenSource _end;
    private readonly ConcurrentQueue<string> _notes = new();
    private readonly CancellationToken _caller;

    public LookBounds(TimeSpan timeout, CancellationToken caller)
    {
        _caller = caller;
        _end = CancellationTokenSource.CreateLinkedTokenSource(caller);
        _end.CancelAfter(timeout);
    }

    /// <summary>Ends with the time of the look, or with the caller's wish.</summary>
    public CancellationToken Token => _end.Token;

    /// <summary>What could not be looked at, one sentence each.</summary>
    public IReadOnlyList<string> Notes => [.. _notes.Distinct(StringComparer.Ordinal)];

    /// <summary>Whether time is up, rather than the caller having stopped it.</summary>
    public bool IsOver => _end.IsCancellationRequested && !_caller.IsCancellationRequested;

    /// <summary>Notes something.</summary>
    public void Note(string sentence) => _notes.Enqueue(sentence);

    /// <summary>Asks; what fails or takes too long is noted and answered with nothing.</summary>
    /// <param name="otherwise">What is missing then, as the beginning of a sentence.</param>
    /// <param name="ask">Asks.</param>
    public async Task<T?> TryAsync<T>(string otherwise, Func<CancellationToken, Task<T>> ask)
    {
        try
        {
            return await ask(Token).ConfigureAwait(false);
        }
        catch (DeployOpsException failure)
        {
            Note($"{otherwise}: {failure.Message}");
        }
        catch (OperationCanceledException) when (IsOver)
        {
            Note($"{otherwise}: time was up.");
        }

        return default;
    }

    public void Dispose() => _end.Dispose();
}
