using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DeployOps.Engine.Stores.Postgres;
using DeployOps.Integration.Tests.Support;

namespace DeployOps.Integration.Tests.Stores.Postgres;

/// <summary>A real PostgreSQL in a folder of its own, on a port of its own, with a password for role app.</summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    public const string Password = "pw n0t/sh0wn@%";

    private readonly string _folder = Directory.CreateTempSubdirectory("postgres-").FullName;

    /// <summary>The folder of initdb and pg_ctl; null where there is none.</summary>
    public static string? Programs { get; } = new[] { "/usr/lib/postgresql", "/usr/pgsql" }.Where(Directory.Exists).SelectMany(Directory.EnumerateDirectories)
        .Select(folder => Path.Combine(folder, "bin")).Where(folder => File.Exists(Path.Combine(folder, "initdb"))).OrderDescending(StringComparer.Ordinal).FirstOrDefault();

    public int Port { get; } = FreePort.Next();

    public PostgresAddress Address => PostgresAddress.Parse($"postgresql+asyncpg://app:{Uri.EscapeDataString(Password)}@127.0.0.1:{Port}/shop");

    private string Data => Path.Combine(_folder, "data");

    public static async Task<PostgresServer> StartAsync()
    {
        var server = new PostgresServer();
        await server.InitializeAsync();
        return server;
    }

    public Task StartAgainAsync() => RunAsync("pg_ctl", "-D", Data, "-w", "-t", "60", "-l", Path.Combine(_folder, "log"), "start");

    /// <summary>From now on nobody is let in without TLS. The certificate is its own.</summary>
    public async Task DemandTlsAsync()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=db.invalid", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await File.WriteAllTextAsync(Path.Combine(Data, "server.crt"), certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(Data, "server.key"), key.ExportPkcs8PrivateKeyPem());
        await Command.SucceedAsync(null, "chmod", "600", Path.Combine(Data, "server.key"));
        if (Environment.IsPrivilegedProcess)
        {
            await Command.SucceedAsync(null, "chown", "postgres", Path.Combine(Data, "server.key"), Path.Combine(Data, "server.crt"));
        }

        await File.AppendAllTextAsync(Path.Combine(Data, "postgresql.conf"), "\nssl = on\n");
        await File.WriteAllTextAsync(Path.Combine(Data, "pg_hba.conf"), "hostssl all all 127.0.0.1/32 scram-sha-256\n");
        await StopAsync();
        await StartAgainAsync();
    }

    public Task StopAsync() => RunAsync("pg_ctl", "-D", Data, "-w", "-m", "immediate", "stop");

    public async ValueTask DisposeAsync()
    {
        await Command.RunAsync(null, "setpriv", AsPostgres("pg_ctl", "-D", Data, "-w", "-m", "immediate", "stop"));
        Directory.Delete(_folder, recursive: true);
    }

    private async Task InitializeAsync()
    {
        var passwordFile = Path.Combine(_folder, "password");
        await File.WriteAllTextAsync(passwordFile, Password + "\n");
        if (Environment.IsPrivilegedProcess)
        {
            await Command.SucceedAsync(null, "chown", "-R", "postgres", _folder);
        }

        await RunAsync("initdb", "-D", Data, "-U", "app", "--pwfile", passwordFile, "-A", "scram-sha-256", "--no-sync", "-E", "UTF8");
        await File.AppendAllTextAsync(
            Path.Combine(Data, "postgresql.conf"),
            $"\nlisten_addresses = '127.0.0.1'\nport = {Port}\nunix_socket_directories = '{_folder}'\nfsync = off\nmax_connections = 8\nsuperuser_reserved_connections = 1\n");
        await StartAgainAsync();
        var session = await new PostgresConnector().OpenAsync(PostgresAddress.Parse($"postgresql://app:{Uri.EscapeDataString(Password)}@127.0.0.1:{Port}/postgres"), new PostgresOptions(), default);
        await using (session)
        {
            await session.ExecuteAsync("CREATE DATABASE shop");
            await session.ExecuteAsync("CREATE ROLE small LOGIN PASSWORD 'small'");
        }
    }

    private static Task<string> RunAsync(string program, params string[] arguments) => Environment.IsPrivilegedProcess
        ? Command.SucceedAsync(null, "setpriv", AsPostgres(program, arguments))
        : Command.SucceedAsync(null, Path.Combine(Programs!, program), arguments);

    // PostgreSQL refuses to run as root.
    private static string[] AsPostgres(string program, params string[] arguments) =>
        ["--reuid=postgres", "--regid=postgres", "--clear-groups", Path.Combine(Programs!, program), .. arguments];
}
