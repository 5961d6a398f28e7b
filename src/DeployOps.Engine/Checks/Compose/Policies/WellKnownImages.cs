using DeployOps.Engine.Compose.Model.Services;

namespace DeployOps.Engine.Checks.Compose.Policies;

/// <summary>What is known of common images: the ports they listen on and where they keep their data.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Ports">The ports it listens on.</param>
/// <param name="DataFolder">Where it keeps its data; <see langword="null"/> when losing it does no harm.</param>
internal sealed record WellKnownImage(string Name, IReadOnlyList<int> Ports, string? DataFolder);

/// <summary>Images of databases, caches and queues. Source: the documentation of each image on Docker Hub.</summary>
internal static class WellKnownImages
{
    private static readonly WellKnownImage Postgres = new("PostgreSQL", [5432], "/var/lib/postgresql");
    private static readonly WellKnownImage MySql = new("MySQL", [3306, 33060], "/var/lib/mysql");
    private static readonly WellKnownImage Redis = new("Redis", [6379], null);
    private static readonly WellKnownImage Search = new("a search engine", [9200, 9300], "/usr/share");

    private static readonly Dictionary<string, WellKnownImage> ByName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["postgres"] = Postgres,
        ["pgvector"] = Postgres,
        ["postgis"] = Postgres,
        ["timescaledb"] = Postgres,
        ["postgresql"] = new("PostgreSQL", [5432], null),
        ["mysql"] = MySql,
        ["mariadb"] = MySql with { Name = "MariaDB" },
        ["percona"] = MySql,
        ["mongo"] = new("MongoDB", [27017], "/data/db"),
        ["redis"] = Redis,
        ["redis-stack-server"] = Redis,
        ["valkey"] = Redis with { Name = "Valkey" },
        ["keydb"] = Redis,
        ["memcached"] = new("Memcached", [11211], null),
        ["neo4j"] = new("Neo4j", [7687, 7474, 7473], "/data"),
        ["falkordb"] = new("FalkorDB", [6379, 7687], "/data"),
        ["elasticsearch"] = Search,
        ["opensearch"] = Search,
        ["cassandra"] = new("Cassandra", [9042], "/var/lib/cassandra"),
        ["clickhouse-server"] = new("ClickHouse", [8123, 9000], "/var/lib/clickhouse"),
        ["influxdb"] = new("InfluxDB", [8086], "/var/lib/influxdb"),
        ["couchdb"] = new("CouchDB", [5984], "/opt/couchdb/data"),
        ["rabbitmq"] = new("RabbitMQ", [5672, 15672], "/var/lib/rabbitmq"),
        ["minio"] = new("MinIO", [9000, 9001], "/data"),
        ["qdrant"] = new("Qdrant", [6333, 6334], "/qdrant/storage"),
        ["weaviate"] = new("Weaviate", [50051], "/var/lib/weaviate"),
        ["etcd"] = new("etcd", [2379, 2380], null),
        ["zookeeper"] = new("ZooKeeper", [2181], "/data"),
        ["kafka"] = new("Kafka", [9092], null),
        ["prometheus"] = new("Prometheus", [9090], "/prometheus"),
        ["alertmanager"] = new("Alertmanager", [9093], null),
        ["grafana"] = new("Grafana", [3000], null),
    };

    /// <summary>
    /// Ports that belong to a store or to monitoring whatever the image is called: an image built here says nothing by its name.
    /// </summary>
    private static readonly Dictionary<int, string> ByPort = new()
    {
        [5432] = "PostgreSQL", [3306] = "MySQL", [33060] = "MySQL", [1433] = "SQL Server", [1521] = "Oracle", [27017] = "MongoDB", [6379] = "Redis",
        [11211] = "Memcached", [7687] = "Neo4j", [7474] = "Neo4j", [7473] = "Neo4j", [9200] = "Elasticsearch", [9300] = "Elasticsearch",
        [9042] = "Cassandra", [8086] = "InfluxDB", [5984] = "CouchDB", [5672] = "RabbitMQ", [15672] = "RabbitMQ", [2379] = "etcd",
        [2181] = "ZooKeeper", [9092] = "Kafka", [6333] = "Qdrant", [19530] = "Milvus", [9090] = "Prometheus", [9093] = "Alertmanager",
    };

    /// <summary>What is known of an image; <see langword="null"/> for one that is not a store.</summary>
    public static WellKnownImage? Of(ComposeService service)
    {
        if (service.Image is not { Text.Length: > 0 } image)
        {
            return null;
        }

        var reference = ImageReference.Parse(image.Text);
        return ByName.GetValueOrDefault(reference.ShortName)
            ?? (reference.Repository.Contains("mssql", StringComparison.OrdinalIgnoreCase) ? new("SQL Server", [1433], "/var/opt/mssql") : null);
    }

    /// <summary>The store that a container port belongs to; <see langword="null"/> for any other port.</summary>
    public static string? StoreOf(int port, ComposeService service) =>
        Of(service) is { } image && image.Ports.Contains(port) ? image.Name : ByPort.GetValueOrDefault(port);
}
