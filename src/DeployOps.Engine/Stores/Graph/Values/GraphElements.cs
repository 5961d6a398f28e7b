namespace DeployOps.Engine.Stores.Graph.Values;

/// <summary>A node as the server sent it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="ElementId">Its element id; before Bolt 5, its number as text.</param>
/// <param name="Labels">Its labels.</param>
/// <param name="Properties">Its properties.</param>
public sealed record GraphNode(long Id, string ElementId, IReadOnlyList<string> Labels, IReadOnlyDictionary<string, object?> Properties);

/// <summary>A relationship as the server sent it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="ElementId">Its element id; before Bolt 5, its number as text.</param>
/// <param name="Type">Its type.</param>
/// <param name="StartNodeId">The number of the node it leaves.</param>
/// <param name="StartNodeElementId">The element id of that node.</param>
/// <param name="EndNodeId">The number of the node it reaches.</param>
/// <param name="EndNodeElementId">The element id of that node.</param>
/// <param name="Properties">Its properties.</param>
public sealed record GraphRelationship(
    long Id, string ElementId, string Type, long StartNodeId, string StartNodeElementId, long EndNodeId, string EndNodeElementId, IReadOnlyDictionary<string, object?> Properties);

/// <summary>A relationship inside a path, which knows its ends from the path's indices.</summary>
/// <param name="Id">Its number.</param>
/// <param name="ElementId">Its element id; before Bolt 5, its number as text.</param>
/// <param name="Type">Its type.</param>
/// <param name="Properties">Its properties.</param>
public sealed record GraphUnboundRelationship(long Id, string ElementId, string Type, IReadOnlyDictionary<string, object?> Properties);

/// <summary>A path.</summary>
/// <param name="Nodes">Its distinct nodes; the path starts at the first.</param>
/// <param name="Relationships">Its distinct relationships.</param>
/// <param name="Indices">
/// Pairs: a relationship counted from 1, negative when it is walked against its direction, and the node it leads to counted from 0.
/// </param>
public sealed record GraphPath(IReadOnlyList<GraphNode> Nodes, IReadOnlyList<GraphUnboundRelationship> Relationships, IReadOnlyList<long> Indices);

/// <summary>A structure that this client does not know; kept so that a reader can name and refuse it.</summary>
/// <param name="Tag">Its tag.</param>
/// <param name="Fields">Its fields.</param>
public sealed record GraphStructure(byte Tag, IReadOnlyList<object?> Fields);

/// <summary>A point of space.</summary>
/// <param name="Srid">The number of its reference system: 4326 and 4979 are WGS 84, 7203 and 9157 cartesian.</param>
/// <param name="X">X, or the longitude.</param>
/// <param name="Y">Y, or the latitude.</param>
/// <param name="Z">Z, or the height; null on a plane.</param>
public readonly record struct GraphPoint(int Srid, double X, double Y, double? Z = null);
