using System.Globalization;

namespace DeployOps.Engine.Backups.Stores.Graph;

/// <summary>Whether a graph stayed the same while it was exported.</summary>
/// <param name="Came">How many nodes and relationships are in the export.</param>
/// <param name="Before">How many the server counted before.</param>
/// <param name="After">How many it counted after.</param>
/// <param name="Late">How many came too late for the export.</param>
/// <param name="AreNodesOthers">
/// Whether the nodes, read a second time after the relationships, are not those of the export. A relationship names its ends by their numbers, so it hangs
/// on the right nodes when each number stood for the same node, by labels and properties, before the relationships were read and after them.
/// </param>
internal sealed record GraphSteadiness(
    (long Nodes, long Relationships) Came, (long Nodes, long Relationships) Before, (long Nodes, long Relationships) After, long Late, bool AreNodesOthers)
{
    /// <summary>Whether nothing shows that somebody wrote meanwhile.</summary>
    public bool IsSteady => Came == Before && Came == After && Late == 0 && !AreNodesOthers;

    /// <summary>Why relationships may hang on other nodes than in the graph; <see langword="null"/> when they do not.</summary>
    /// <param name="attempts">How often it was tried.</param>
    public string? Doubt(int attempts) => AreNodesOthers
        ? string.Create(
            CultureInfo.InvariantCulture,
            $"Nodes were changed, deleted or made while the graph was exported, {attempts} times in a row, and FalkorDB gives the numbers of deleted nodes to new ones: relationships of the export may hang on other nodes than in the graph. Make a set while nothing writes to the graph.")
        : null;

    /// <summary>
    /// The server's counts before and after against what came. When nobody wrote meanwhile they have to be the same; otherwise the export
    /// holds what came, is complete in itself, and the note says that the graph changed.
    /// </summary>
    /// <exception cref="GraphCountsDifferException">Nobody wrote, and something else came than is there.</exception>
    public IEnumerable<string> Notes()
    {
        if (IsSteady)
        {
            yield break;
        }

        if (Before == After && Late == 0 && !AreNodesOthers)
        {
            throw new GraphCountsDifferException(string.Create(
                CultureInfo.InvariantCulture, $"{Came.Nodes} nodes and {Came.Relationships} relationships came, {Before.Nodes} and {Before.Relationships} are counted"));
        }

        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"The graph was written to while it was exported: {Before.Nodes} nodes and {Before.Relationships} relationships before, {After.Nodes} and {After.Relationships} after, {Came.Nodes} and {Came.Relationships} in the export; {Late} that came too late were left out.");
    }
}
