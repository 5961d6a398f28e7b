using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace DeployOps.Engine.Tests.Releases.Smoke;

/// <summary>A web server on a free port of the loopback address that answers each path as a test says, byte by byte.</summary>
internal sealed class AnsweringServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2? _certificate;
    private readonly Task _accepting;

    public AnsweringServer(X509Certificate2? certificate = null)
    {
        _certificate = certificate;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>What is answered to a request, given how often its path was asked before; <see langword="null"/> closes the connection.</summary>
    public Func<string, int, byte[]?> Answer { get; set; } = (_, _) => Text(200, "ok");

    /// <summary>How long an answer is held back.</summary>
    public Func<string, int, TimeSpan> Delay { get; set; } = (_, _) => TimeSpan.Zero;

    /// <summary>What an answer waits for.</summary>
    public Func<string, Task> Hold { get; set; } = _ => Task.CompletedTask;

    /// <summary>What is written before anything is read.</summary>
    public byte[] Greeting { get; init; } = [];

    public List<string> Requests { get; } = [];

    public Uri Address => new($"{(_certificate is null ? "http" : "https")}://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    public static byte[] Text(int status, string body, string headers = "") =>
        Encoding.UTF8.GetBytes($"HTTP/1.1 {status} X\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n{headers}Connection: close\r\n\r\n{body}");

    public static X509Certificate2 Certificate(string name, DateTimeOffset until)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddYears(-1), until);
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            _ = ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using var connection = client;
            using Stream stream = _certificate is null ? connection.GetStream() : await SecureAsync(connection.GetStream());
            await stream.WriteAsync(Greeting, _stop.Token);
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            var request = new StringBuilder();
            while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } line)
            {
                request.Append(line).Append('\n');
            }

            var path = request.ToString().Split(' ')[1];
            int before;
            lock (Requests)
            {
                before = Requests.Count(earlier => earlier.Split(' ')[1] == path);
                Requests.Add(request.ToString());
            }

            await Task.Delay(Delay(path, before), _stop.Token);
            await Hold(path).WaitAsync(_stop.Token);
            if (Answer(path, before) is { } answer)
            {
                await stream.WriteAsync(answer, _stop.Token);
            }
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
        {
            // The client went away: what it makes of that is what the test looks at.
        }
    }

    private async Task<Stream> SecureAsync(Stream inner)
    {
        var stream = new SslStream(inner);
        await stream.AuthenticateAsServerAsync(_certificate!);
        return stream;
    }
}
