using DeployOps.Engine.Backups.Stores.Graph.Text;
using DeployOps.Engine.Stores.Graph;
using DeployOps.Engine.Stores.Graph.PackStream;

namespace DeployOps.Engine.Backups.Stores.Graph.Dialects;

/// <summary>What differs between the graph servers whose graphs are backed up.</summary>
internal interface IGraphDialect
{
    /// <summary>The kind of server, as the export names it.</summary>
    string Name { get; }

    /// <summary>The server's version, as it says it.</summary>
    string Version { get; }

    /// <summary>How its Cypher is written.</summary>
    CypherForm Form { get; }

    /// <summary>Whether a transaction isolates or at least ties statements together.</summary>
    bool HasTransactions { get; }

    /// <summary>Whether a node wears <see cref="CypherText.TemporaryLabel"/> until it is restored; otherwise it is found again by its first own label.</summary>
    bool UsesTemporaryLabel { get; }

    /// <summary>The longest statement that the server answers, in bytes; <see langword="null"/> when there is no such limit.</summary>
    int? LongestStatement { get; }

    /// <summary>What an admin should know of every export from this kind of server.</summary>
    IReadOnlyList<string> Notes { get; }

    /// <summary>Where statements run: the database, when the server has several.</summary>
    GraphTransaction Transaction { get; }

    /// <summary>
    /// Reads every node once and gives its row: its key, its labels, its properties. The properties are a map, or whatever
    /// <see cref="ReadProperties"/> understands.
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="isRestored">Whether the key is the one of the source, which the property <see cref="CypherText.TemporaryKey"/> holds, instead of the server's own number.</param>
    /// <param name="take">Takes a row, which the next one overwrites.</param>
    /// <param name="cancellationToken">Stops it.</param>
    Task ReadNodesAsync(IGraphSession session, bool isRestored, Func<GraphRow, ValueTask> take, CancellationToken cancellationToken);

    /// <summary>Reads every relationship once and gives its row: the keys of its ends, the labels of its ends or null, its type, its properties.</summary>
    /// <inheritdoc cref="ReadNodesAsync" path="/param"/>
    Task ReadRelationshipsAsync(IGraphSession session, bool isRestored, Func<GraphRow, ValueTask> take, CancellationToken cancellationToken);

    /// <summary>Reads the properties of a row, each written as <c>`name`:value</c>.</summary>
    void ReadProperties(ref PackStreamReader reader, PropertyList properties);

    /// <summary>The constraints and indexes of a user's, as statements that make them again.</summary>
    /// <exception cref="GraphNotCarriedException">There is one that is not understood.</exception>
    Task<GraphSchema> ReadSchemaAsync(IGraphSession session, CancellationToken cancellationToken);

    /// <summary>The statement that makes a node findable by its key: for the temporary label, or for one of its own.</summary>
    string CreateKeyIndex(string label);

    /// <summary>The statement that undoes <see cref="CreateKeyIndex"/>.</summary>
    string DropKeyIndex(string label);

    /// <summary>The labels of key indexes that are there.</summary>
    Task<IReadOnlyList<string>> KeyIndexesAsync(IGraphSession session, CancellationToken cancellationToken);

    /// <summary>Waits until every index and constraint is ready.</summary>
    /// <exception cref="GraphNotCarriedException">One of them failed.</exception>
    Task AwaitSchemaAsync(IGraphSession session, TimeProvider time, CancellationToken cancellationToken);

    /// <summary>The statements that take constraints and indexes away, all but those the server has by itself.</summary>
    Task<IReadOnlyList<string>> DropSchemaAsync(IGraphSession session, CancellationToken cancellationToken);
}
