using System.Globalization;
using DeployOps.Engine.Stores.Graph;

namespace DeployOps.Engine.Backups.Stores.Graph.Dialects;

/// <summary>A range of node numbers, which FalkorDB finds without looking at the others.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The first that is not in it any more; <see langword="null"/> for all the rest, with those that are made meanwhile.</param>
internal sealed record FalkorDbRange(long From, long? To)
{
    /// <summary>The ranges up to a number.</summary>
    public static IReadOnlyList<FalkorDbRange> Of(long last, int size) =>
        [.. Enumerable.Range(0, (int)(last / size) + 1).Select(index => new FalkorDbRange((long)index * size, (index + 1L) * size > last ? null : (index + 1L) * size))];

    /// <summary>A query over what is in it. The numbers stand in its text: with parameters the server's process ends at a text of some kilobytes.</summary>
    /// <param name="pattern">What is read.</param>
    /// <param name="condition">A further condition, that begins with AND; may be empty.</param>
    /// <param name="columns">What is asked for.</param>
    public GraphQuery Query(FalkorDbPattern pattern, string condition, string columns)
    {
        var to = To is null ? "" : string.Create(CultureInfo.InvariantCulture, $" AND id({pattern.Anchor}) < {To}");
        return new GraphQuery(string.Create(CultureInfo.InvariantCulture, $"{pattern.Match} WHERE id({pattern.Anchor}) >= {From}{to}{condition} RETURN {columns}"));
    }
}
