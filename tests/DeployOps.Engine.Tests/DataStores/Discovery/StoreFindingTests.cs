using DeployOps.Engine.DataStores.Discovery;
using Xunit;

namespace DeployOps.Engine.Tests.DataStores.Discovery;

public sealed class StoreFindingTests
{
    [Theory]
    [InlineData("DATABASE_URL=postgresql+asyncpg://a:p@db:5433/shop", "db:5433", "DATABASE_URL")]
    [InlineData("DATABASE_URL=mysql://a:p@db/shop;POSTGRES_URL=postgres://a:p@pg/shop", "pg:5432", "POSTGRES_URL")]
    [InlineData("DATABASE_URL=postgresql://a@db/shop;POSTGRES_PASSWORD=p", "db:5432", "DATABASE_URL and POSTGRES_PASSWORD")]
    [InlineData("POSTGRES_PASSWORD=p;POSTGRES_PORT=15432", "store:5432", "POSTGRES_USER, POSTGRES_PASSWORD and POSTGRES_DB", "store=registry:5000/library/postgres:17", "db=app")]
    [InlineData("POSTGRES_PASSWORD=p", "db:5432", "POSTGRES_USER, POSTGRES_PASSWORD and POSTGRES_DB", "db=shop-db:1", "db-exporter=prom/postgres-exporter:1")]
    [InlineData("POSTGRES_PASSWORD=p", "main-postgres:5432", "POSTGRES_USER, POSTGRES_PASSWORD and POSTGRES_DB", "db=mysql:8", "main-postgres=own:1", "pgadmin=dpage/pgadmin4:8")]
    [InlineData("POSTGRES_PASSWORD=p;POSTGRES_HOST=far.example.com;POSTGRES_PORT=6000", "far.example.com:6000", "POSTGRES_USER, POSTGRES_PASSWORD and POSTGRES_DB", "db=postgres:17")]
    public void PostgreSQL_is_found_among_the_keys_and_services(string keys, string where, string named, params string[] services)
    {
        var store = PostgresFinder.Find(Surroundings(keys, services))!;
        Assert.Equal((where, named, null), ($"{store.Endpoint}", store.Keys, store.Problem));
    }

    [Theory]
    [InlineData("REDIS_URL=redis://:p@cache:6380/1", "cache:6380", "REDIS_URL")]
    [InlineData("REDIS_URL=redis://cache;REDIS_PASSWORD=p", "cache:6379", "REDIS_URL and REDIS_PASSWORD")]
    [InlineData("REDIS_PASSWORD=p;REDIS_PORT=16379", "kv:6379", "REDIS_PASSWORD", "kv=valkey/valkey:8", "redis-exporter=x:1")]
    [InlineData("REDIS_PASSWORD=p", "cache:6379", "REDIS_PASSWORD", "cache=shop-cache:1")]
    [InlineData("REDIS_HOST=far.example.com;REDIS_PORT=7000", "far.example.com:7000", "REDIS_HOST")]
    public void Redis_is_found_among_the_keys_and_services(string keys, string where, string named, params string[] services)
    {
        var store = RedisFinder.Find(Surroundings(keys, services))!;
        Assert.Equal((where, named, null), ($"{store.Endpoint}", store.Keys, store.Problem));
    }

    [Theory]
    [InlineData("NEO4J_URI=bolt://graph:7000;NEO4J_USER=falkordb;NEO4J_PASSWORD=p", "graph:7000", "NEO4J_USER and NEO4J_PASSWORD")]
    [InlineData("NEO4J_URL=neo4j+s://u:p@graph.example.com", "graph.example.com:7687", "NEO4J_URL")]
    [InlineData("NEO4J_AUTH=neo4j/p/w", "knowledge:7687", "NEO4J_AUTH", "graphql=x:1", "knowledge=neo4j:5")]
    [InlineData("NEO4J_PASSWORD=p", "graph:7687", "NEO4J_PASSWORD", "graph=shop-graph:1")]
    public void The_graph_is_found_among_the_keys_and_services(string keys, string where, string named, params string[] services)
    {
        var store = GraphFinder.Find(Surroundings(keys, services))!;
        Assert.Equal((where, named, null), ($"{store.Endpoint}", store.Keys, store.Problem));
    }

    [Theory]
    [InlineData("NEO4J_URI=bolt://graph;NEO4J_DATABASE=further", "further", null)]
    [InlineData("NEO4J_URI=bolt://graph/further;NEO4J_DATABASE=further", "further", null)]
    [InlineData("NEO4J_URI=bolt://u:p@graph/own", "own", null)]
    [InlineData("NEO4J_URI=bolt://graph", null, null)]
    [InlineData("NEO4J_URI=bolt://graph/own;NEO4J_DATABASE=further", null, "NEO4J_URI and NEO4J_DATABASE cannot be used: they name two databases")]
    public void The_graph_s_database_is_the_one_of_its_address_or_of_its_own_key_and_a_contradiction_is_refused(string keys, string? database, string? problem)
    {
        var store = GraphFinder.Find(Surroundings(keys, []))!;
        Assert.Equal((database, problem), (store.Graph?.Database, store.Problem));
    }

    [Theory]
    [InlineData("")]
    [InlineData("REDIS_URL=;DATABASE_URL= ;REDIS_PASSWORD=")]
    [InlineData("DATABASE_URL=mysql://a:p@db/shop")]
    public void A_store_that_no_key_names_is_none(string keys)
    {
        Assert.Null(PostgresFinder.Find(Surroundings(keys, ["db=postgres:17"])));
        Assert.Null(RedisFinder.Find(Surroundings(keys, ["cache=redis:7"])));
        Assert.Null(GraphFinder.Find(Surroundings(keys, ["graph=neo4j:5"])));
    }

    [Theory]
    [InlineData("postgresql://a:p@far/shop", "far:5432", null)]
    [InlineData("mysql://a:p@far/shop", "", "BACKUP_URL cannot be used: its scheme is not postgresql or postgres")]
    [InlineData("", "", "BACKUP_URL has no value, neither in the environment files nor in the process environment; backup.postgres.url-variable names it")]
    public void The_key_that_the_project_names_wins_and_its_faults_are_not_passed_over(string value, string where, string? problem)
    {
        var store = PostgresFinder.Find(Surroundings($"DATABASE_URL=postgresql://a:p@db/shop;BACKUP_URL={value}", []), "BACKUP_URL")!;
        Assert.Equal((where, "BACKUP_URL", problem), ($"{store.Endpoint}", store.Keys, store.Problem));
    }

    [Fact]
    public void The_named_key_wins_for_Redis_and_the_graph_too_and_takes_the_login_that_stands_beside_it()
    {
        var surroundings = Surroundings("REDIS_URL=redis://cache;REDIS_PASSWORD=p;CACHE=redis://far;NEO4J_URI=bolt://graph;NEO4J_PASSWORD=p;KNOWLEDGE=bolt://further", []);
        var (redis, graph) = (RedisFinder.Find(surroundings, "CACHE")!, GraphFinder.Find(surroundings, "KNOWLEDGE")!);
        Assert.Equal(("far:6379", "CACHE and REDIS_PASSWORD", true), ($"{redis.Endpoint}", redis.Keys, redis.Redis!.HasLogin));
        Assert.Equal(("further:7687", "NEO4J_PASSWORD"), ($"{graph.Endpoint}", graph.Keys));
    }

    private static StoreSurroundings Surroundings(string keys, string[] services)
    {
        var pairs = keys.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return new StoreSurroundings(pairs.GetValueOrDefault, [.. services.Select(service => service.Split('=')).Select(pair => StackService.Of(pair[0], pair.ElementAtOrDefault(1)))]);
    }
}
