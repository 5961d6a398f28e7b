using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.Backups.Stores.Postgres;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Stores;
using DeployOps.Engine.Stores.Postgres;
using DeployOps.Integration.Tests.Requirements;
using DeployOps.Integration.Tests.Stores.Postgres;
using DeployOps.Integration.Tests.Support;
using Xunit;

namespace DeployOps.Integration.Tests.Backups.Postgres;

/// <summary>A server of this machine with databases to back up; one for the tests of a class.</summary>
public sealed class BackedUpServer : IAsyncLifetime
{
    internal PostgresServer Server { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        if (RequiredPart.Postgres.IsPresent)
        {
            Server = await PostgresServer.StartAsync();
            await RunAsync("postgres", "CREATE ROLE owner LOGIN PASSWORD 'small pw'");
        }
    }

    public async Task DisposeAsync()
    {
        if (Server is not null)
        {
            await Server.DisposeAsync();
        }
    }

    /// <summary>A new database that role owner, who is no superuser, owns.</summary>
    internal async Task<DataStoreAccess> CreateAsync(params string[] statements)
    {
        var name = $"d{Guid.NewGuid():N}";
        await RunAsync("postgres", $"CREATE DATABASE {name} OWNER owner");
        var access = Access(name);
        foreach (var statement in statements)
        {
            await RunAsync(access, statement);
        }

        return access;
    }

    internal DataStoreAccess Access(string database, string login = "owner:small%20pw") => new(
        new DataStore { Kind = DataStoreKind.Postgres, Keys = "DATABASE_URL", Postgres = PostgresAddress.Parse($"postgresql://{login}@db.invalid/{database}") },
        new StoreEndpoint("127.0.0.1", Server.Port),
        null);

    internal DataStoreAccess Administrator(string database) => Access(database, $"app:{Uri.EscapeDataString(PostgresServer.Password)}");

    internal static IStoreBackup Backup(BackupPostgresSettings? settings = null) => new PostgresBackup(settings ?? new BackupPostgresSettings(), new BackupPorts(), static _ => null);

    internal static StoreRun Run => new() { Timeout = TimeSpan.FromSeconds(60) };

    internal static async Task<MemoryFiles> DumpAsync(DataStoreAccess source, BackupPostgresSettings? settings = null)
    {
        var files = new MemoryFiles();
        await Backup(settings).DumpAsync(source, files, Run, default);
        return files;
    }

    internal async Task<object?> RunAsync(string database, string statement) => await RunAsync(Administrator(database), statement);

    internal static async Task<object?> RunAsync(DataStoreAccess access, string statement)
    {
        await using var session = await new PostgresConnector().OpenAsync(access.Store.Postgres!, new PostgresOptions { Endpoint = access.Endpoint }, default);
        return await session.ExecuteAsync(statement);
    }

    /// <summary>What pg_dump itself says of the schema: another witness than the one that is tested.</summary>
    internal async Task<string> SchemaAsync(DataStoreAccess access)
    {
        var text = await Command.SucceedAsync(
            null, "env", $"PGPASSWORD={PostgresServer.Password}", Path.Combine(PostgresServer.Programs!, "pg_dump"), "-h", "127.0.0.1", "-p", $"{Server.Port}", "-U", "app", "--schema-only", "--no-owner", "--no-privileges", access.Store.Postgres!.Database);
        return string.Join('\n', text.Split('\n').Where(line => !line.StartsWith("\\restrict", StringComparison.Ordinal) && !line.StartsWith("\\unrestrict", StringComparison.Ordinal)));
    }

    /// <summary>How many connections of ours are left.</summary>
    internal async Task<long> LeftAsync() => (long)(await RunAsync("postgres", "SELECT count(*) FROM pg_stat_activity WHERE application_name LIKE 'deployops-%'"))!;
}
