namespace DeployOps.Engine.Stores.Graph;

/// <summary>What the server says of a query when all rows are read.</summary>
/// <param name="QueryType"><c>r</c>, <c>w</c>, <c>rw</c> or <c>s</c>; null when the server does not say.</param>
/// <param name="Database">The database it ran in; null when the server does not say.</param>
/// <param name="Bookmark">Names the state after a commit; null inside a transaction.</param>
/// <param name="AvailableAfter">When the first row was ready, by the server's clock.</param>
/// <param name="ConsumedAfter">How long the rows took from there, by the server's clock.</param>
/// <param name="Counters">What the query changed.</param>
public sealed record GraphSummary(
    string? QueryType, string? Database, string? Bookmark, TimeSpan? AvailableAfter, TimeSpan? ConsumedAfter, GraphCounters Counters);

/// <summary>What a query changed.</summary>
public sealed record GraphCounters
{
    /// <summary>New nodes.</summary>
    public long NodesCreated { get; init; }

    /// <summary>Deleted nodes.</summary>
    public long NodesDeleted { get; init; }

    /// <summary>New relationships.</summary>
    public long RelationshipsCreated { get; init; }

    /// <summary>Deleted relationships.</summary>
    public long RelationshipsDeleted { get; init; }

    /// <summary>Properties that were set or removed.</summary>
    public long PropertiesSet { get; init; }

    /// <summary>Labels put on nodes.</summary>
    public long LabelsAdded { get; init; }

    /// <summary>Labels taken off nodes.</summary>
    public long LabelsRemoved { get; init; }

    /// <summary>New indexes.</summary>
    public long IndexesAdded { get; init; }

    /// <summary>Dropped indexes.</summary>
    public long IndexesRemoved { get; init; }

    /// <summary>New constraints.</summary>
    public long ConstraintsAdded { get; init; }

    /// <summary>Dropped constraints.</summary>
    public long ConstraintsRemoved { get; init; }
}
