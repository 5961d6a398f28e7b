using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using DeployOps.Engine.Processes;
using DeployOps.Engine.Stores.Redis;
using DeployOps.Integration.Tests.Support;

namespace DeployOps.Integration.Tests.Stores.Redis;

/// <summary>A real redis-server on ports of its own: with a password, with users, and with TLS beside the plain port.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    public const string Password = "pw-n0t-sh0wn";

    private readonly string _folder = Directory.CreateTempSubdirectory("redis-").FullName;
    private IDuplexProcess? _process;

    private RedisServer(string host)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=cache", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("cache");
        request.CertificateExtensions.Add(names.Build());
        Certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        File.WriteAllText(Path.Combine(_folder, "tls.crt"), Certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_folder, "tls.pem"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(Path.Combine(_folder, "users.acl"), $"user default on >{Password} ~* &* +@all\nuser app on >{Password}:app ~* &* +@all -flushall\nuser watcher on nopass -@all +ping +auth\n");
        File.WriteAllText(
            Path.Combine(_folder, "redis.conf"),
            $"bind {host}\nprotected-mode no\nport {Port}\ntls-port {TlsPort}\ntls-cert-file {_folder}/tls.crt\ntls-key-file {_folder}/tls.pem\ntls-auth-clients no\n"
            + $"dir {_folder}\nsave \"\"\nappendonly no\naclfile {_folder}/users.acl\nrepl-diskless-sync-delay 0\nenable-debug-command local\n");
    }

    public int Port { get; } = FreePort.Next();

    public int TlsPort { get; } = FreePort.Next();

    public X509Certificate2 Certificate { get; }

    public RedisAddress Address => RedisAddress.Parse($"redis://:{Password}@127.0.0.1:{Port}");

    public static async Task<RedisServer> StartAsync(string host = "127.0.0.1")
    {
        var server = new RedisServer(host);
        await server.StartAgainAsync();
        return server;
    }

    public async Task StartAgainAsync()
    {
        _process = new ProcessRunner().StartDuplex(new ProcessRequest { FileName = "redis-server", Arguments = [Path.Combine(_folder, "redis.conf")], Timeout = TimeSpan.FromMinutes(10) });
        var reader = new StreamReader(_process.Output);
        while (await reader.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(20)) is { } line)
        {
            if (line.Contains("Ready to accept connections", StringComparison.Ordinal))
            {
                // What it writes later must not stop it at a full pipe.
                _ = reader.ReadToEndAsync();
                return;
            }
        }

        throw new InvalidOperationException($"redis-server did not start: {(await _process.Completion).StandardError.Reveal()}");
    }

    public ValueTask StopAsync() => _process!.DisposeAsync();

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Certificate.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
