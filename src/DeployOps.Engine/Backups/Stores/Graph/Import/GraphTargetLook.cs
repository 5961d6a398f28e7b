using DeployOps.Engine.Backups.Stores.Graph.Dialects;
using DeployOps.Engine.Backups.Stores.Graph.Export;
using DeployOps.Engine.Backups.Stores.Graph.Reading;

namespace DeployOps.Engine.Backups.Stores.Graph.Import;

/// <summary>Looks whether an export can be put into a graph, and changes nothing there.</summary>
internal sealed class GraphTargetLook(GraphVisit visit, IStoredFiles files, StoreRestoration restoration)
{
    // It finds nothing, and a server that takes no writes refuses it all the same.
    private const string WriteOfNothing = "MATCH (n) WITH n LIMIT 0 DELETE n";

    /// <returns>What an admin should know beforehand.</returns>
    /// <exception cref="DeployOpsException">It cannot.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        var ofFile = await ExportFile.DialectAsync(files, restoration.Format, cancellationToken).ConfigureAwait(false);
        if (visit.Dialect.Name != ofFile)
        {
            throw new GraphDialectDiffersException(ofFile, visit.Dialect.Name);
        }

        await new GraphClearing(visit, new GraphStatements(visit.Dialect.UsesTemporaryLabel)).HoldsSomethingAsync(restoration.Replace, cancellationToken).ConfigureAwait(false);
        await visit.Session.ChangeAsync(visit.Dialect.Transaction, WriteOfNothing, cancellationToken).ConfigureAwait(false);
        return visit.Dialect.Name == FalkorDbDialect.ServerName ? [FalkorDbDialect.OnlyGraphNote] : [];
    }
}
