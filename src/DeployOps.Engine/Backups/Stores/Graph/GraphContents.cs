using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.Backups.Stores.Graph.Dialects;
using DeployOps.Engine.Backups.Stores.Graph.Export;

namespace DeployOps.Engine.Backups.Stores.Graph;

/// <summary>Looks at what a graph holds.</summary>
internal sealed class GraphContents(GraphVisit visit)
{
    // A row of a few short values takes about a hundred bytes as text; long texts take what they take, so this is generous.
    private const long BytesOfNode = 400;
    private const long BytesOfRelationship = 150;
    private const long BytesAtLeast = 64 * 1024;

    public async Task<StoreEstimate> EstimateAsync(CancellationToken cancellationToken)
    {
        var (nodes, relationships) = await CountAsync(visit, cancellationToken).ConfigureAwait(false);
        var schema = await visit.Dialect.ReadSchemaAsync(visit.Session, cancellationToken).ConfigureAwait(false);
        return new StoreEstimate(
            $"{visit.Dialect.Name} {visit.Dialect.Version}", BytesAtLeast + (nodes * BytesOfNode) + (relationships * BytesOfRelationship), nodes + relationships == 0 && schema.IsEmpty);
    }

    public async Task<StoreContent> ContentAsync(bool withHash, CancellationToken cancellationToken)
    {
        var tally = await ReadAsync(visit, isRestored: false, cancellationToken).ConfigureAwait(false);
        tally.Add(await visit.Dialect.ReadSchemaAsync(visit.Session, cancellationToken).ConfigureAwait(false));
        return tally.Content(withHash);
    }

    /// <summary>The server's own counts of nodes and relationships.</summary>
    public static async Task<(long Nodes, long Relationships)> CountAsync(GraphVisit visit, CancellationToken cancellationToken) => (
        await visit.Session.NumberAsync(visit.Dialect.Transaction, "MATCH (n) RETURN count(n)", cancellationToken).ConfigureAwait(false),
        await visit.Session.NumberAsync(visit.Dialect.Transaction, "MATCH ()-[r]->() RETURN count(r)", cancellationToken).ConfigureAwait(false));

    /// <summary>
    /// The hash over the nodes as they are now. It keeps nothing of them: a sum is enough to see that one is another, and takes the memory of one
    /// row however many there are.
    /// </summary>
    public static async Task<string> NodesHashAsync(GraphVisit visit, CancellationToken cancellationToken)
    {
        visit.Run.OnProgress("reads the nodes again, to see whether they are still the same");
        var tally = new GraphTally();
        var text = new RowText(visit.Dialect, isRestored: false);
        await visit.Dialect.ReadNodesAsync(visit.Session, isRestored: false, row =>
        {
            text.ReadNode(row);
            tally.AddNode(text.Kind, text.Whole);
            return ValueTask.CompletedTask;
        }, cancellationToken).ConfigureAwait(false);
        return tally.Hash;
    }

    /// <summary>Reads the whole graph.</summary>
    public static async Task<GraphTally> ReadAsync(GraphVisit visit, bool isRestored, CancellationToken cancellationToken)
    {
        var tally = new GraphTally();
        var text = new RowText(visit.Dialect, isRestored);
        await visit.Dialect.ReadNodesAsync(visit.Session, isRestored, row =>
        {
            text.ReadNode(row);
            if (tally.Keys.Add(text.Key))
            {
                tally.AddNode(text.Kind, text.Whole);
            }

            return ValueTask.CompletedTask;
        }, cancellationToken).ConfigureAwait(false);
        await visit.Dialect.ReadRelationshipsAsync(visit.Session, isRestored, row =>
        {
            text.ReadRelationship(row);
            if (tally.Keys.Contains(text.Start) && tally.Keys.Contains(text.End))
            {
                tally.AddRelationship(text.Kind, text.Whole);
            }

            return ValueTask.CompletedTask;
        }, cancellationToken).ConfigureAwait(false);
        return tally;
    }
}
