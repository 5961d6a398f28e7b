namespace Shop.Backend.Graph;

/// <summary>The knowledge graph: projects, the agent roles that work on them, and what is known about them.</summary>
internal sealed class ProjectGraph(GraphClient graph, ILogger<ProjectGraph> logger)
{
    private static readonly string[] Roles = ["planner", "writer", "reviewer"];

    /// <summary>Indexes and agent roles. Safe to repeat; a server that is away is tried again by the next start.</summary>
    public async Task PrepareAsync(CancellationToken cancellation)
    {
        foreach (var (label, property) in new[] { ("Project", "id"), ("AgentRole", "name"), ("Knowledge", "id") })
        {
            try
            {
                await graph.RunAsync($"CREATE INDEX FOR (n:{label}) ON (n.{property})", null, cancellation);
            }
            catch (GraphException error)
            {
                logger.LogDebug(error, "The index on {Label} was not created; it is there after the first start", label);
            }
        }

        foreach (var role in Roles)
        {
            await graph.RunAsync("MERGE (r:AgentRole {name: $name})", new Dictionary<string, object?> { ["name"] = role }, cancellation);
        }
    }

    public Task AddAsync(Guid id, string name, Guid owner, CancellationToken cancellation) => graph.RunAsync(
        """
        MERGE (p:Project {id: $id}) SET p.name = $name, p.owner = $owner
        MERGE (k:Knowledge {id: $id}) SET k.topic = $name
        MERGE (k)-[:ABOUT]->(p)
        WITH p MATCH (r:AgentRole) MERGE (r)-[:WORKS_ON]->(p)
        """,
        new Dictionary<string, object?> { ["id"] = id.ToString(), ["name"] = name, ["owner"] = owner.ToString() },
        cancellation);

    public async Task<IReadOnlySet<string>> KnownAsync(CancellationToken cancellation)
    {
        var rows = await graph.RunAsync("MATCH (p:Project) RETURN p.id", null, cancellation);
        return rows.Select(row => row[0] as string ?? "").ToHashSet();
    }

    public async Task<IReadOnlyList<string>> RolesOfAsync(Guid id, CancellationToken cancellation)
    {
        var rows = await graph.RunAsync(
            "MATCH (r:AgentRole)-[:WORKS_ON]->(p:Project {id: $id}) RETURN r.name ORDER BY r.name",
            new Dictionary<string, object?> { ["id"] = id.ToString() }, cancellation);
        return [.. rows.Select(row => row[0] as string ?? "")];
    }

    public Task RemoveAsync(Guid id, CancellationToken cancellation) => graph.RunAsync(
        "MATCH (p:Project {id: $id}) OPTIONAL MATCH (k:Knowledge {id: $id}) DETACH DELETE p, k",
        new Dictionary<string, object?> { ["id"] = id.ToString() }, cancellation);
}
