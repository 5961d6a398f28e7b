using DeployOps.Engine.Compose.Stacks;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Stores;
using DeployOps.Engine.Stores.Postgres;
using DeployOps.Integration.Tests.Stores.Postgres;
using DeployOps.Integration.Tests.Support;

namespace DeployOps.Integration.Tests.Backups.Postgres;

/// <summary>The database service of samples/shop in a container of its own: a newer PostgreSQL than this machine's, whose account is no superuser.</summary>
internal sealed class ContainedServer : IAsyncDisposable
{
    private const string Password = "c0nta1ned pw";

    private readonly string _name = $"deployops-pg-{Guid.NewGuid():N}";

    private StackContainer _container = null!;

    public int Port { get; private set; }

    public static async Task<ContainedServer> StartAsync()
    {
        var server = new ContainedServer();
        try
        {
            await server.RunAsync();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>A database of the account; with the published port, or as through a tunnel.</summary>
    public async Task<DataStoreAccess> CreateAsync(string name, params string[] statements)
    {
        await AsAdministratorAsync("postgres", $"CREATE DATABASE {name} OWNER shop");
        await AsAdministratorAsync(name, "CREATE EXTENSION vector");
        var access = new DataStoreAccess(
            new DataStore { Kind = DataStoreKind.Postgres, Keys = "DATABASE_URL", Postgres = PostgresAddress.Parse($"postgresql://shop:{Uri.EscapeDataString(Password)}@db/{name}") },
            new StoreEndpoint("127.0.0.1", Port),
            _container);
        foreach (var statement in statements)
        {
            await BackedUpServer.RunAsync(access, statement);
        }

        return access;
    }

    public Task<string> AsAdministratorAsync(string database, string statement) =>
        Command.SucceedAsync(null, "docker", "container", "exec", _name, "psql", "-X", "-q", "-U", "postgres", "-d", database, "-v", "ON_ERROR_STOP=1", "-c", statement);

    /// <summary>The programs of backups that run in it, and the files that they left.</summary>
    public async Task<string> LeftAsync() => (await Command.SucceedAsync(
        null, "docker", "container", "exec", _name, "sh", "-c", "for p in /proc/[0-9]*; do n=$(cat $p/comm 2>/dev/null); case \"$n\" in pg_dump|pg_restore|psql) echo \"$n\";; esac; done; ls /tmp")).Trim();

    /// <summary>What the server says of processes that it takes for crashed ones of its own.</summary>
    public async Task<string> CrashesAsync()
    {
        var log = await Command.RunAsync(null, "docker", "container", "logs", _name);
        return string.Join('\n', $"{log.StandardOutput.Reveal()}\n{log.StandardError.Reveal()}".Split('\n').Where(line =>
            line.Contains("terminated by signal", StringComparison.Ordinal) || line.Contains("not properly shut down", StringComparison.Ordinal)));
    }

    public async ValueTask DisposeAsync() => await Command.RunAsync(null, "docker", "container", "rm", "--force", "--volumes", _name);

    private async Task RunAsync()
    {
        var image = (await Command.SucceedAsync(RepositoryRoot.Path, "docker", "build", "--quiet", Path.Combine("samples", "shop", "db"))).Trim();
        await Command.SucceedAsync(
            null, "docker", "run", "--detach", "--name", _name, "--publish", "127.0.0.1::5432", "--env", "POSTGRES_USER=shop", "--env", $"POSTGRES_PASSWORD={Password}", "--env", "POSTGRES_DB=shop", image);
        Port = int.Parse((await Command.SucceedAsync(null, "docker", "port", _name, "5432/tcp")).Trim().Split(':')[^1], System.Globalization.CultureInfo.InvariantCulture);
        _container = new StackContainer
        {
            Id = (await Command.SucceedAsync(null, "docker", "container", "inspect", "--format", "{{.Id}}", _name)).Trim(),
            Name = _name,
            Project = "shop",
            Service = "db",
            ImageId = image,
            Ports = [new PublishedPort("127.0.0.1", Port, 5432, "tcp")],
        };
        var address = PostgresAddress.Parse($"postgresql://shop:{Uri.EscapeDataString(Password)}@127.0.0.1:{Port}/shop");
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await using var session = await new PostgresConnector().OpenAsync(address, new PostgresOptions(), default);
                await session.ExecuteAsync("SELECT 1");
                return;
            }
            catch (DeployOps.Engine.DeployOpsException) when (attempt < 120)
            {
                await Task.Delay(250);
            }
        }
    }
}
