namespace DeployOps.Engine.Backups.Stores.Graph.Dialects;

/// <summary>The constraints and indexes of a graph.</summary>
/// <param name="Constraints">Statements that make the constraints.</param>
/// <param name="Indexes">Statements that make the indexes.</param>
/// <param name="Notes">What cannot be made again by statements, one sentence each.</param>
/// <param name="Others">How many there are that <paramref name="Notes"/> name.</param>
internal sealed record GraphSchema(IReadOnlyList<string> Constraints, IReadOnlyList<string> Indexes, IReadOnlyList<string> Notes, int Others)
{
    public bool IsEmpty => Constraints.Count + Indexes.Count + Others == 0;
}
