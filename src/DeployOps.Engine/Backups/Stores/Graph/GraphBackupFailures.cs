namespace DeployOps.Engine.Backups.Stores.Graph;

/// <summary>Something in the graph has no form in an export, so that the export would not be the graph.</summary>
internal sealed class GraphNotCarriedException(string what)
    : DeployOpsException(
        "GraphContentNotCarried",
        FailureKind.InvalidData,
        $"The graph cannot be exported as it is: {what}. The export was given up, and nothing in the graph was changed.",
        "Change what is named in the graph, or back it up with the tools of its server.")
{
    /// <summary>What it is, without a value.</summary>
    public string What { get; } = what;

    /// <summary>The same with the place it stands at.</summary>
    public GraphNotCarriedException At(string place) => new($"{What} ({place})");
}

/// <summary>The server speaks Bolt and is none whose graphs DeployOps knows to export.</summary>
internal sealed class GraphServerUnknownException(string agent)
    : DeployOpsException(
        "GraphServerUnknown",
        FailureKind.Environment,
        $"The graph server, which calls itself {agent}, knows neither the procedures of Neo4j nor those of FalkorDB; nothing was written and nothing was changed.",
        "Back it up with its own tools, and set backup.graph.enabled to false. Look also at whether the user may call dbms.components().");

/// <summary>The address names a graph of FalkorDB that cannot be reached over Bolt.</summary>
internal sealed class GraphDatabaseOutOfReachException()
    : DeployOpsException(
        "GraphDatabaseOutOfReach",
        FailureKind.Usage,
        $"The graph's address, or NEO4J_DATABASE, names a database, and the server is FalkorDB, whose Bolt reaches only the graph {Dialects.FalkorDbDialect.GraphName}: another graph than the named one would be backed up or replaced. Nothing was read and nothing was changed.",
        $"Name {Dialects.FalkorDbDialect.GraphName} or no database, when that is the graph that is meant; else back the other graph up with its own tools (GRAPH.COPY, DUMP over the port of Redis), and set backup.graph.enabled to false.");

/// <summary>The export is not what was written.</summary>
internal sealed class GraphExportDamagedException(string reason, Exception? innerException = null)
    : DeployOpsException(
        "GraphExportDamaged",
        FailureKind.InvalidData,
        $"The graph's export is damaged: {reason}. No graph was changed by reading it.",
        "Take another set, and look for the cause: the disk, the copy, or someone who edited the file.",
        innerException)
{
    /// <summary>What is wrong with it, without a value.</summary>
    public string Reason { get; } = reason;
}

/// <summary>The export was made of another kind of server than the target is.</summary>
internal sealed class GraphDialectDiffersException(string ofFile, string ofTarget)
    : DeployOpsException(
        "GraphDialectDiffers",
        FailureKind.Usage,
        $"The export was made of {ofFile}, and the target is {ofTarget}: their statements and values are not the same; the target was not changed.",
        $"Restore it into {ofFile}.");

/// <summary>The target holds something, and was not to be replaced.</summary>
internal sealed class GraphTargetNotEmptyException(string what)
    : DeployOpsException(
        "GraphTargetNotEmpty",
        FailureKind.AlreadyExists,
        $"The target holds {what}; nothing in it was changed.",
        "Take an empty target, or let the restore replace what is there (Restore-Backup -Force).");

/// <summary>A restore ended on its way.</summary>
internal sealed class GraphRestoreUnfinishedException(string reason, FailureKind kind, Exception? innerException = null)
    : DeployOpsException(
        "GraphRestoreUnfinished",
        kind,
        $"The graph was not restored: {reason}. The target holds a part of it, whose nodes carry the property {Text.CypherText.TemporaryKey}, or what is left of what was there before.",
        "Do not use the target. Remove the cause, and restore again with replacement (Restore-Backup -Force): it removes the part.",
        innerException);

/// <summary>The server's own counts are not those of what it sent.</summary>
internal sealed class GraphCountsDifferException(string what)
    : DeployOpsException(
        "GraphCountsDiffer",
        FailureKind.InvalidData,
        $"What the graph server sent is not what it counts: {what}. The export was given up, and nothing in the graph was changed.",
        "Run it again. When it stays so, look at the server's log and its version.");

/// <summary>The time for the whole was over.</summary>
internal sealed class GraphBackupTimeoutException(string what, TimeSpan limit, Exception innerException)
    : DeployOpsException(
        "GraphBackupTimeout",
        FailureKind.Timeout,
        $"The {what} of the graph was not done within {limit.TotalSeconds:0.###} s and was given up. A dump changed nothing; a restore may have left a part in its target, which the next one with replacement removes.",
        "Look at the load of the server; raise backup.timeout when the graph has grown.",
        innerException);
