using DeployOps.Engine.Stores.Graph;

namespace DeployOps.Engine.Backups.Stores.Graph.Dialects;

/// <summary>
/// Reads a pattern range by range of node numbers, since FalkorDB holds the whole answer of a query before it sends the first row. While one range is read
/// here, the server gathers the next one for the other session. Elements whose values cannot be sent as they are stay behind in each range and
/// are read at the end.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="other">Another one; the same when there is only one.</param>
/// <param name="pattern">What is read.</param>
/// <param name="last">The largest number of a node.</param>
internal sealed class FalkorDbRanges(IGraphSession session, IGraphSession other, FalkorDbPattern pattern, long last)
{
    /// <summary>How many node numbers are asked for at a time: some ten megabytes of the server's memory.</summary>
    public const int Size = 50_000;

    private readonly List<FalkorDbRange> _leftBehind = [];
    private readonly string _columns = $"{pattern.List}, CASE WHEN {FalkorDbValues.IsPlain(pattern.Element)} THEN properties({pattern.Element}) ELSE null END";

    /// <summary>Gives each row.</summary>
    public async Task EachAsync(Func<GraphRow, ValueTask> take, CancellationToken cancellationToken)
    {
        var ranges = FalkorDbRange.Of(last, Size);
        var next = AskAsync(ranges[0], session, cancellationToken);
        try
        {
            for (var index = 0; index < ranges.Count; index++)
            {
                var rows = await next.ConfigureAwait(false);
                var following = index + 1 == ranges.Count ? null : ranges[index + 1];
                if (following is not null && !ReferenceEquals(session, other))
                {
                    next = AskAsync(following, index % 2 == 0 ? other : session, cancellationToken);
                }

                await ReadAsync(ranges[index], rows, take, cancellationToken).ConfigureAwait(false);
                if (following is not null && ReferenceEquals(session, other))
                {
                    next = AskAsync(following, session, cancellationToken);
                }
            }
        }
        finally
        {
            // One that nobody waits for any more is not to fail unseen.
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (_leftBehind.Count > 0)
        {
            await new FalkorDbSpecialRows(session, pattern).EachAsync(_leftBehind, take, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task<IGraphRows> AskAsync(FalkorDbRange range, IGraphSession asked, CancellationToken cancellationToken) =>
        asked.RunAsync(range.Query(pattern, "", _columns), cancellationToken);

    private async Task ReadAsync(FalkorDbRange range, IGraphRows rows, Func<GraphRow, ValueTask> take, CancellationToken cancellationToken)
    {
        var isAnyLeft = false;
        await using (rows.ConfigureAwait(false))
        {
            while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                if (HasProperties(rows.Current))
                {
                    await take(rows.Current).ConfigureAwait(false);
                }
                else
                {
                    isAnyLeft = true;
                }
            }
        }

        if (isAnyLeft)
        {
            _leftBehind.Add(range);
        }
    }

    private bool HasProperties(GraphRow row)
    {
        var reader = row.Open();
        for (var column = 0; column < pattern.Columns.Count; column++)
        {
            reader.Skip();
        }

        return reader.NextType != Engine.Stores.Graph.PackStream.PackStreamType.Null;
    }
}
