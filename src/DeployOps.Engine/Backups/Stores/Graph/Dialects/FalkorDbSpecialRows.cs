using System.Globalization;
using DeployOps.Engine.Stores.Graph;

namespace DeployOps.Engine.Backups.Stores.Graph.Dialects;

/// <summary>
/// Reads the elements whose values have to be taken apart, by queries that the server is long in planning; and those that are too large for a message,
/// by one query a part.
/// </summary>
internal sealed class FalkorDbSpecialRows(IGraphSession session, FalkorDbPattern pattern)
{
    private readonly string _isLarge = $"{FalkorDbValues.Weight(pattern.Element)} > {FalkorDbValues.MostWeight}";

    /// <summary>Gives each row of some ranges.</summary>
    public async Task EachAsync(IReadOnlyList<FalkorDbRange> ranges, Func<GraphRow, ValueTask> take, CancellationToken cancellationToken)
    {
        var depth = await DepthAsync(cancellationToken).ConfigureAwait(false);
        var small = $" AND {FalkorDbValues.IsSpecial(pattern.Element)} AND NOT {_isLarge}";
        foreach (var range in ranges)
        {
            await session.EachAsync(range.Query(pattern, small, $"{pattern.List}, {FalkorDbValues.Apart(pattern.Element, depth)}"), take, cancellationToken).ConfigureAwait(false);
            List<long> large = [];
            await session.EachAsync(
                range.Query(pattern, $" AND {_isLarge}", $"id({pattern.Element})"),
                row =>
                {
                    large.Add(row.Open().ReadInteger());
                    return ValueTask.CompletedTask;
                },
                cancellationToken).ConfigureAwait(false);
            foreach (var number in large)
            {
                var match = string.Create(CultureInfo.InvariantCulture, $"{pattern.Match} WHERE id({pattern.Element}) = {number}");
                if (await new FalkorDbLargeRow(session, match, pattern.Element, pattern.Columns, depth).ReadAsync(cancellationToken).ConfigureAwait(false) is { } row)
                {
                    await take(row).ConfigureAwait(false);
                }
            }
        }
    }

    /// <summary>How many levels of lists there are.</summary>
    private async Task<int> DepthAsync(CancellationToken cancellationToken)
    {
        var depth = 0;
        while (depth < FalkorDbValues.DeepestList
            && await session.NumberAsync(
                GraphTransaction.Default, $"{pattern.Match} WHERE {FalkorDbValues.HasLists(pattern.Element, depth)} RETURN count({pattern.Element})", cancellationToken).ConfigureAwait(false) > 0)
        {
            depth++;
        }

        return depth;
    }
}
