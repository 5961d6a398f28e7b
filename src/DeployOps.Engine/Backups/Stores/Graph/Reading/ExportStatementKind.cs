namespace DeployOps.Engine.Backups.Stores.Graph.Reading;

/// <summary>What a statement of an export does, in the order in which they come.</summary>
internal enum ExportStatementKind
{
    /// <summary>Makes a constraint or an index.</summary>
    Schema,

    /// <summary>Makes nodes findable by their keys.</summary>
    KeyIndex,

    /// <summary>Makes nodes.</summary>
    Nodes,

    /// <summary>Makes relationships.</summary>
    Relationships,

    /// <summary>Adds a piece of a value to a node or a relationship.</summary>
    Piece,

    /// <summary>Undoes <see cref="KeyIndex"/>.</summary>
    DropKeyIndex,

    /// <summary>Takes the keys away.</summary>
    RemoveKeys,
}
