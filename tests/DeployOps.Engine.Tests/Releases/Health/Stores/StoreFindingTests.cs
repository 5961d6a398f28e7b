using DeployOps.Engine.Releases.Health;
using DeployOps.Engine.Releases.Health.Stores;
using DeployOps.Engine.Stores.Graph.Protocol;
using DeployOps.Engine.Stores.Postgres;
using DeployOps.Engine.Stores.Redis;
using Xunit;

namespace DeployOps.Engine.Tests.Releases.Health.Stores;

public sealed class StoreFindingTests
{
    private static readonly PostgresProbe Postgres = new(new PostgresConnector());
    private static readonly RedisProbe Redis = new(new RedisConnector());
    private static readonly GraphStoreProbe Graph = new(new BoltConnector());

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
        var target = Postgres.Find(Surroundings(keys, services))!;
        Assert.Equal((where, named, null), (target.ToString(), target.Keys, target.Problem));
    }

    [Theory]
    [InlineData("REDIS_URL=redis://:p@cache:6380/1", "cache:6380", "REDIS_URL")]
    [InlineData("REDIS_URL=redis://cache;REDIS_PASSWORD=p", "cache:6379", "REDIS_URL and REDIS_PASSWORD")]
    [InlineData("REDIS_PASSWORD=p;REDIS_PORT=16379", "kv:6379", "REDIS_PASSWORD", "kv=valkey/valkey:8", "redis-exporter=x:1")]
    [InlineData("REDIS_PASSWORD=p", "cache:6379", "REDIS_PASSWORD", "cache=shop-cache:1")]
    [InlineData("REDIS_HOST=far.example.com;REDIS_PORT=7000", "far.example.com:7000", "REDIS_HOST")]
    public void Redis_is_found_among_the_keys_and_services(string keys, string where, string named, params string[] services)
    {
        var target = Redis.Find(Surroundings(keys, services))!;
        Assert.Equal((where, named, null), (target.ToString(), target.Keys, target.Problem));
    }

    [Theory]
    [InlineData("NEO4J_URI=bolt://graph:7000;NEO4J_USER=falkordb;NEO4J_PASSWORD=p", "graph:7000", "NEO4J_USER and NEO4J_PASSWORD")]
    [InlineData("NEO4J_URL=neo4j+s://u:p@graph.example.com", "graph.example.com:7687", "NEO4J_URL")]
    [InlineData("NEO4J_AUTH=neo4j/p/w", "knowledge:7687", "NEO4J_AUTH", "graphql=x:1", "knowledge=neo4j:5")]
    [InlineData("NEO4J_PASSWORD=p", "graph:7687", "NEO4J_PASSWORD", "graph=shop-graph:1")]
    public void The_graph_is_found_among_the_keys_and_services(string keys, string where, string named, params string[] services)
    {
        var target = Graph.Find(Surroundings(keys, services))!;
        Assert.Equal((where, named, null), (target.ToString(), target.Keys, target.Problem));
    }

    [Theory]
    [InlineData("")]
    [InlineData("REDIS_URL=;DATABASE_URL= ;REDIS_PASSWORD=")]
    [InlineData("DATABASE_URL=mysql://a:p@db/shop")]
    public void A_store_that_no_key_names_is_none(string keys)
    {
        Assert.Null(Postgres.Find(Surroundings(keys, ["db=postgres:17"])));
        Assert.Null(Redis.Find(Surroundings(keys, ["cache=redis:7"])));
        Assert.Null(Graph.Find(Surroundings(keys, ["graph=neo4j:5"])));
    }

    [Theory]
    [InlineData("WRONGPASS", HealthLevel.Unhealthy, "it refuses the login (WRONGPASS); look at REDIS_URL")]
    [InlineData("NOAUTH", HealthLevel.Unhealthy, "it refuses the login (NOAUTH); look at REDIS_URL")]
    public void A_refused_login_names_the_key(string code, HealthLevel level, string reason)
    {
        var judgement = Redis.Judge(new RedisLoginRefusedException(RedisAddress.Parse("redis://cache"), code), new StoreTarget { Keys = "REDIS_URL" })!;
        Assert.Equal((level, reason), (judgement.Level, judgement.Reason));
    }

    private static StoreSurroundings Surroundings(string keys, string[] services)
    {
        var pairs = keys.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return new StoreSurroundings(pairs.GetValueOrDefault, [.. services.Select(service => service.Split('=')).Select(pair => StackService.Of(pair[0], pair.ElementAtOrDefault(1)))]);
    }
}
