using System.Globalization;
using DeployOps.Engine.Backups.Stores.Graph.Dialects;
using DeployOps.Engine.Backups.Stores.Graph.Export;
using DeployOps.Engine.Stores.Graph;

namespace DeployOps.Engine.Backups.Stores.Graph.Import;

/// <summary>Takes away what was in a target before, and what a restore needed on its way.</summary>
internal sealed class GraphClearing(GraphVisit visit, GraphStatements statements)
{
    private const string DeleteNodes = "MATCH (n) WITH n LIMIT 10000 DETACH DELETE n";

    // Relationships first and by themselves: a node with millions of them would make one statement of any number of nodes too large.
    private const string DeleteRelationships = "MATCH ()-[r]->() WITH r LIMIT 50000 DELETE r";

    /// <summary>Looks whether the target is empty, and changes nothing.</summary>
    /// <param name="replace">Whether what is in it goes.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="GraphTargetNotEmptyException">It is not empty and is not to be replaced.</exception>
    /// <returns>Whether there is something to be removed.</returns>
    public async Task<bool> HoldsSomethingAsync(bool replace, CancellationToken cancellationToken)
    {
        var (nodes, relationships) = await GraphContents.CountAsync(visit, cancellationToken).ConfigureAwait(false);
        var drops = await visit.Dialect.DropSchemaAsync(visit.Session, cancellationToken).ConfigureAwait(false);
        if (nodes == 0 && drops.Count == 0)
        {
            return false;
        }

        if (!replace)
        {
            var left = nodes == 0 ? 0 : await visit.Session.NumberAsync(visit.Dialect.Transaction, statements.CountKeys, cancellationToken).ConfigureAwait(false);
            throw new GraphTargetNotEmptyException(string.Create(
                CultureInfo.InvariantCulture,
                $"{nodes} nodes, {relationships} relationships and {drops.Count} constraints and indexes{(left > 0 ? $", of which {left} nodes are what a restore left that did not end" : "")}"));
        }

        return true;
    }

    /// <summary>Removes everything.</summary>
    public async Task MakeEmptyAsync(CancellationToken cancellationToken)
    {
        var (nodes, relationships) = await GraphContents.CountAsync(visit, cancellationToken).ConfigureAwait(false);
        visit.Run.OnProgress(string.Create(CultureInfo.InvariantCulture, $"removes {nodes} nodes and {relationships} relationships"));
        foreach (var drop in await visit.Dialect.DropSchemaAsync(visit.Session, cancellationToken).ConfigureAwait(false))
        {
            await ChangeAsync(drop, cancellationToken).ConfigureAwait(false);
        }

        while ((await ChangeAsync(DeleteRelationships, cancellationToken).ConfigureAwait(false)).RelationshipsDeleted > 0)
        {
            // In batches, since a server gathers a whole transaction in memory.
        }

        while ((await ChangeAsync(DeleteNodes, cancellationToken).ConfigureAwait(false)).NodesDeleted > 0)
        {
            // As above.
        }

        if (await GraphContents.CountAsync(visit, cancellationToken).ConfigureAwait(false) is not (0, 0))
        {
            throw new GraphRestoreUnfinishedException("the target could not be emptied, something else writes to it", FailureKind.Environment);
        }
    }

    /// <summary>Takes the temporary keys and labels away, and makes sure that none is left.</summary>
    public async Task RemoveKeysAsync(CancellationToken cancellationToken)
    {
        foreach (var label in await visit.Dialect.KeyIndexesAsync(visit.Session, cancellationToken).ConfigureAwait(false))
        {
            await ChangeAsync(visit.Dialect.DropKeyIndex(label), cancellationToken).ConfigureAwait(false);
        }

        var left = await CountAsync(cancellationToken).ConfigureAwait(false);
        while (left > 0)
        {
            await ChangeAsync(statements.RemoveKeys, cancellationToken).ConfigureAwait(false);
            var now = await CountAsync(cancellationToken).ConfigureAwait(false);
            left = now < left ? now : throw new GraphRestoreUnfinishedException("the temporary keys could not be taken away", FailureKind.Environment);
        }

        var relationships = await visit.Session.NumberAsync(visit.Dialect.Transaction, GraphStatements.CountRelationshipKeys, cancellationToken).ConfigureAwait(false);
        if (relationships > 0)
        {
            throw new GraphRestoreUnfinishedException("temporary keys are left on relationships", FailureKind.Environment);
        }
    }

    private Task<long> CountAsync(CancellationToken cancellationToken) => visit.Session.NumberAsync(visit.Dialect.Transaction, statements.CountKeys, cancellationToken);

    private async Task<GraphCounters> ChangeAsync(string statement, CancellationToken cancellationToken) =>
        (await visit.Session.ChangeAsync(visit.Dialect.Transaction, statement, cancellationToken).ConfigureAwait(false)).Counters;
}
