using DeployOps.Engine.Stores.Graph;

namespace DeployOps.Engine.Backups.Stores.Graph.Dialects;

/// <summary>How all nodes or all relationships are read.</summary>
/// <param name="Queries">The queries that give rows, one after the other.</param>
internal sealed record GraphReading(params IReadOnlyList<string> Queries)
{
    /// <summary>The server's numbers of those that are too large to be sent in one row.</summary>
    public IReadOnlyList<long> Large { get; init; } = [];

    /// <summary>Gives the row of one of <see cref="Large"/>; <see langword="null"/> when it is gone.</summary>
    public Func<long, CancellationToken, Task<GraphRow?>> ReadLargeAsync { get; init; } = static (_, _) => Task.FromResult<GraphRow?>(null);

    /// <summary>Gives each row.</summary>
    public async Task EachAsync(IGraphSession session, GraphTransaction transaction, Func<GraphRow, ValueTask> take, CancellationToken cancellationToken)
    {
        foreach (var query in Queries)
        {
            var rows = await session.RunAsync(new GraphQuery(query) { Transaction = transaction }, cancellationToken).ConfigureAwait(false);
            await using (rows.ConfigureAwait(false))
            {
                while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    await take(rows.Current).ConfigureAwait(false);
                }
            }
        }

        foreach (var number in Large)
        {
            if (await ReadLargeAsync(number, cancellationToken).ConfigureAwait(false) is { } row)
            {
                await take(row).ConfigureAwait(false);
            }
        }
    }
}
