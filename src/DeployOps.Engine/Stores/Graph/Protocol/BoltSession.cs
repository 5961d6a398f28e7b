using DeployOps.Engine.Processes;
using DeployOps.Engine.Stores.Graph.PackStream;

namespace DeployOps.Engine.Stores.Graph.Protocol;

/// <summary>A session over one connection. Every request waits for its answer before the next one is sent.</summary>
internal sealed class BoltSession(BoltChannel channel, BoltVersion version, string serverAgent, string? connectionId) : IGraphSession
{
    private static readonly Dictionary<string, object?> Nothing = [];
    private BoltRows? _open;

    public string ServerAgent => serverAgent;

    public BoltVersion Version => version;

    public string? ConnectionId => connectionId;

    public bool IsUsable => channel.IsOpen;

    public bool IsInTransaction { get; private set; }

    internal TimeSpan AnswerTimeout => channel.AnswerTimeout;

    public async Task<IGraphRows> RunAsync(GraphQuery query, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfZero(query.FetchSize, nameof(query));
        ArgumentOutOfRangeException.ThrowIfLessThan(query.FetchSize, -1, nameof(query));
        DemandNoOpenRows();
        await channel.SendAsync(BoltTag.Run, cancellationToken, query.Text, query.Parameters, IsInTransaction ? Nothing : Extra(query.Transaction)).ConfigureAwait(false);
        var metadata = await SucceedAsync(cancellationToken).ConfigureAwait(false);
        var fields = await UnderstandAsync(() => BoltAnswer.Fields(metadata)).ConfigureAwait(false);
        _open = new BoltRows(this, fields, query.FetchSize, BoltAnswer.Milliseconds(metadata, "t_first"));
        return _open;
    }

    public async Task BeginAsync(GraphTransaction transaction, CancellationToken cancellationToken)
    {
        DemandNoOpenRows();
        Demand(!IsInTransaction, "a transaction is open already");
        await channel.SendAsync(BoltTag.Begin, cancellationToken, Extra(transaction)).ConfigureAwait(false);
        await SucceedAsync(cancellationToken).ConfigureAwait(false);
        IsInTransaction = true;
    }

    public async Task<string?> CommitAsync(CancellationToken cancellationToken) =>
        (await EndAsync(BoltTag.Commit, cancellationToken).ConfigureAwait(false)).GetValueOrDefault("bookmark") as string;

    public async Task LogOnAgainAsync(GraphCredentials credentials, CancellationToken cancellationToken)
    {
        DemandNoOpenRows();
        Demand(!IsInTransaction, "a transaction is open");
        Demand(version.HasLogon, $"Bolt {version} logs in once only");
        await channel.SendAsync(BoltTag.Logoff, cancellationToken).ConfigureAwait(false);
        await SucceedAsync(cancellationToken).ConfigureAwait(false);
        await BoltLogin.LogonAsync(channel, credentials, cancellationToken).ConfigureAwait(false);
    }

    public Task RollbackAsync(CancellationToken cancellationToken) => EndAsync(BoltTag.Rollback, cancellationToken);

    public async Task ResetAsync(CancellationToken cancellationToken)
    {
        // Rows under way are answered, or ignored, before the answer to the reset; so are they read here.
        var due = _open?.Abandon() == true ? 2 : 1;
        _open = null;
        IsInTransaction = false;
        using var timer = new CancellationTokenSource(channel.AnswerTimeout, channel.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            await channel.SendAsync(BoltTag.Reset, both.Token).ConfigureAwait(false);
            while (due > 0)
            {
                due -= await AnsweredAsync(await channel.ReceiveAsync(both.Token).ConfigureAwait(false), due).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            // All of it has one limit: a server may go on sending rows, each of them in time.
            throw new GraphTimeoutException(channel.Address, "stop", channel.AnswerTimeout, exception);
        }
    }

    /// <summary>
    /// Closes the connection, as either side may at any time. GOODBYE is left out on purpose: FalkorDB up to 4.16 frees the
    /// connection at once and forgets to take it off its event loop, so that the next one that gets the same number, be it
    /// another program's, is never answered. Neo4j takes the end of the connection for the same.
    /// </summary>
    public ValueTask DisposeAsync() => channel.DisposeAsync();

    /// <summary>Asks for the next rows, or for the query to end without sending them.</summary>
    internal Task PullAsync(byte tag, int count, CancellationToken cancellationToken) =>
        channel.SendAsync(tag, cancellationToken, new Dictionary<string, object?> { ["n"] = count });

    internal ValueTask<ReadOnlyMemory<byte>> ReceiveAsync(CancellationToken cancellationToken) => channel.ReceiveAsync(cancellationToken);

    internal bool TryReceive(out ReadOnlyMemory<byte> message) => channel.TryReceive(out message);

    internal ValueTask<byte> TagAsync(ReadOnlyMemory<byte> message) => UnderstandAsync(() => BoltAnswer.Tag(message.Span));

    internal Task<GraphProtocolException> BrokenAsync(string reason) => channel.BrokenAsync(reason);

    internal void Close(BoltRows rows)
    {
        if (_open == rows)
        {
            _open = null;
        }
    }

    /// <summary>Reads an answer; when it cannot be understood, the connection is of no use any more.</summary>
    internal async ValueTask<T> UnderstandAsync<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (PackStreamFormatException exception)
        {
            throw await channel.BrokenAsync(exception.Reason, exception).ConfigureAwait(false);
        }
    }

    /// <summary>Turns an answer that is no success into an exception, and makes the connection usable again.</summary>
    internal async Task<Exception> RefusedAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        _open = null;
        var tag = await TagAsync(message).ConfigureAwait(false);
        var metadata = tag == BoltTag.Failure ? await UnderstandAsync(() => BoltAnswer.Metadata(message.Span)).ConfigureAwait(false) : Nothing;
        if (tag is not (BoltTag.Failure or BoltTag.Ignored))
        {
            return await channel.BrokenAsync("a message came that does not belong there").ConfigureAwait(false);
        }

        try
        {
            await ResetAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DeployOpsException)
        {
            // The failure that came first says more.
            await channel.DisposeAsync().ConfigureAwait(false);
        }

        var code = tag == BoltTag.Ignored ? GraphQueryException.Ignored : BoltAnswer.Code(metadata);
        return new GraphQueryException(code, tag == BoltTag.Ignored ? new CapturedText("") : BoltAnswer.ServerMessage(metadata), channel.IsOpen);
    }

    private static Dictionary<string, object?> Extra(GraphTransaction transaction)
    {
        Dictionary<string, object?> extra = [];
        if (transaction.Database is { } database)
        {
            extra["db"] = database;
        }

        if (transaction.IsReadOnly)
        {
            extra["mode"] = "r";
        }

        if (transaction.Timeout is { } timeout)
        {
            // Zero would mean no limit at all.
            extra["tx_timeout"] = Math.Max(1, (long)Math.Ceiling(timeout.TotalMilliseconds));
        }

        return extra;
    }

    private static void Demand(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new InvalidOperationException($"This session of a graph server cannot do that now: {otherwise}.");
        }
    }

    private async Task<Dictionary<string, object?>> EndAsync(byte tag, CancellationToken cancellationToken)
    {
        DemandNoOpenRows();
        Demand(IsInTransaction, "no transaction is open");
        await channel.SendAsync(tag, cancellationToken).ConfigureAwait(false);
        IsInTransaction = false;
        return await SucceedAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<Dictionary<string, object?>> SucceedAsync(CancellationToken cancellationToken)
    {
        var message = await channel.ReceiveAsync(cancellationToken).ConfigureAwait(false);
        return await TagAsync(message).ConfigureAwait(false) == BoltTag.Success
            ? await UnderstandAsync(() => BoltAnswer.Metadata(message.Span)).ConfigureAwait(false)
            : throw await RefusedAsync(message, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>How many of the answers that are due before and to a reset a message is.</summary>
    private async ValueTask<int> AnsweredAsync(ReadOnlyMemory<byte> message, int due) => await TagAsync(message).ConfigureAwait(false) switch
    {
        BoltTag.Record => 0,
        BoltTag.Success => 1,
        BoltTag.Ignored or BoltTag.Failure when due > 1 => 1,
        // FalkorDB puts one in front of its answer, also when nothing was under way.
        BoltTag.Ignored => 0,
        _ => throw await channel.BrokenAsync("it refused to reset the connection").ConfigureAwait(false),
    };

    private void DemandNoOpenRows() => Demand(_open is null, "the rows of the query before are neither read to the end nor disposed of");
}
