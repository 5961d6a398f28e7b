namespace DeployOps.Engine.DataStores;

/// <summary>The kinds of data stores that DeployOps knows.</summary>
public enum DataStoreKind
{
    /// <summary>PostgreSQL and what is built on it.</summary>
    Postgres,

    /// <summary>Redis, Valkey and what speaks like them.</summary>
    Redis,

    /// <summary>Neo4j and what speaks Bolt and Cypher like it.</summary>
    Graph,
}
