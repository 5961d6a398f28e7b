namespace DeployOps.Engine.Stores.Graph.Protocol;

/// <summary>The rows of one query: asks for one fetch, reads it, asks for the next.</summary>
internal sealed class BoltRows(BoltSession session, IReadOnlyList<string> fields, int fetchSize, TimeSpan? availableAfter) : IGraphRows
{
    private const int All = -1;
    private bool _isFetching;
    private bool _isOver;
    private long _rowsOfFetch;

    public IReadOnlyList<string> Fields => fields;

    public GraphRow Current { get; private set; }

    public GraphSummary? Summary { get; private set; }

    public ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        // Nearly every row is in the buffer already; those cost neither a state machine nor an object.
        if (_isFetching && session.TryReceive(out var message))
        {
            return TryAdopt(message) ? ValueTask.FromResult(true) : ReadOnAsync(message, cancellationToken);
        }

        return ReadOnAsync(null, cancellationToken);
    }

    /// <summary>Lets the server finish the query. Whether it succeeded is only known to who reads to the end.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_isOver || !session.IsUsable)
        {
            session.Close(this);
            return;
        }

        using var limit = new CancellationTokenSource(session.AnswerTimeout);
        try
        {
            while (_isFetching)
            {
                var message = await session.ReceiveAsync(limit.Token).ConfigureAwait(false);
                if (!TryAdopt(message))
                {
                    await EndFetchAsync(message, limit.Token).ConfigureAwait(false);
                }
            }

            if (!_isOver)
            {
                await FetchAsync(BoltTag.Discard, All, limit.Token).ConfigureAwait(false);
                await EndFetchAsync(await session.ReceiveAsync(limit.Token).ConfigureAwait(false), limit.Token).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or DeployOpsException)
        {
            // Who leaves early did not ask how it ends; the session says whether it is usable.
            _isOver = true;
        }

        session.Close(this);
    }

    /// <summary>Gives up, because the connection is reset.</summary>
    /// <returns>Whether an answer is still due.</returns>
    public bool Abandon()
    {
        var isDue = _isFetching;
        _isFetching = false;
        _isOver = true;
        return isDue;
    }

    private async ValueTask<bool> ReadOnAsync(ReadOnlyMemory<byte>? received, CancellationToken cancellationToken)
    {
        while (!_isOver)
        {
            if (!_isFetching)
            {
                await FetchAsync(BoltTag.Pull, fetchSize, cancellationToken).ConfigureAwait(false);
            }

            var message = received ?? await session.ReceiveAsync(cancellationToken).ConfigureAwait(false);
            received = null;
            if (TryAdopt(message))
            {
                return true;
            }

            await EndFetchAsync(message, cancellationToken).ConfigureAwait(false);
        }

        return false;
    }

    private bool TryAdopt(ReadOnlyMemory<byte> message)
    {
        if (!BoltAnswer.TryRow(message, fields.Count, out var row))
        {
            return false;
        }

        Current = row;
        _rowsOfFetch++;
        return true;
    }

    private async Task FetchAsync(byte tag, int count, CancellationToken cancellationToken)
    {
        await session.PullAsync(tag, count, cancellationToken).ConfigureAwait(false);
        _rowsOfFetch = 0;
        _isFetching = true;
    }

    private async Task EndFetchAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        Current = default;
        if (await session.TagAsync(message).ConfigureAwait(false) != BoltTag.Success)
        {
            _isFetching = false;
            _isOver = true;
            throw await session.RefusedAsync(message, cancellationToken).ConfigureAwait(false);
        }

        var metadata = await session.UnderstandAsync(() => BoltAnswer.Metadata(message.Span)).ConfigureAwait(false);
        _isFetching = false;
        if (metadata.GetValueOrDefault("has_more") is not true)
        {
            Summary = BoltAnswer.Summary(metadata, availableAfter);
            _isOver = true;
            session.Close(this);
        }
        else if (_rowsOfFetch == 0)
        {
            // Asked again and again, such a server would keep this client busy for ever.
            throw await session.BrokenAsync("it announces rows and sends none").ConfigureAwait(false);
        }
    }
}
