namespace DeployOps.Engine.Backups.Stores.Graph.Text;

/// <summary>Which Cypher a text is written in: the servers differ in how names and values are escaped.</summary>
internal enum CypherForm
{
    /// <summary>openCypher as Neo4j reads it.</summary>
    Neo4j,

    /// <summary>What FalkorDB reads: no doubled backticks in names, no <c>\uXXXX</c> in strings, no literal for a float below the smallest normal one.</summary>
    FalkorDb,
}
