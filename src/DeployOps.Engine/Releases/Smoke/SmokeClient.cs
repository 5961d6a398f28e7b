using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace DeployOps.Engine.Releases.Smoke;

/// <summary>
/// The HTTP client of one smoke test. Redirects are not followed and cookies not kept, so that every answer is the one to its own request;
/// certificates are judged by what this machine trusts.
/// </summary>
internal sealed class SmokeClient : IDisposable
{
    private readonly HttpClient _client;
    private readonly Uri _address;
    private volatile string _certificateProblem = "";

    public SmokeClient(Uri address)
    {
        _address = address;
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,

            // A proxy of the company has no way back to this machine's own loopback address.
            UseProxy = !address.IsLoopback,
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = Judge },
        })
        {
            // Each try has its own limit.
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>What is wrong with the server's certificate; empty when nothing is.</summary>
    public string CertificateProblem => _certificateProblem;

    /// <summary>Sends a request and comes back with the head of its answer.</summary>
    public async Task<HttpResponseMessage> SendAsync(SmokeRequest request, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Get, AddressOf(request.Settings.Path));
        message.Headers.UserAgent.Add(new ProductInfoHeaderValue("DeployOps", productVersion: null));
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*"));
        message.Headers.Authorization = request.Token is { } token ? new AuthenticationHeaderValue("Bearer", token) : null;
        return await _client.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
    }

    public void Dispose() => _client.Dispose();

    // Joined as text: a path such as //other would be taken for another host.
    private Uri AddressOf(string path) => new(_address.GetLeftPart(UriPartial.Path).TrimEnd('/') + path);

    private bool Judge(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        var statuses = chain?.ChainStatus.Aggregate(X509ChainStatusFlags.NoError, (all, status) => all | status.Status) ?? X509ChainStatusFlags.NoError;
        _certificateProblem = errors switch
        {
            SslPolicyErrors.None => "",
            _ when errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable) => "the server shows no certificate",
            _ when statuses.HasFlag(X509ChainStatusFlags.NotTimeValid) => "the certificate has expired, or is not valid yet",
            _ when errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) => "the certificate is for another name",
            _ when statuses.HasFlag(X509ChainStatusFlags.Revoked) => "the certificate was revoked",
            _ when (statuses & (X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain)) != 0 =>
                "the certificate comes from nobody whom this machine trusts",
            _ => "the certificate is not valid",
        };
        return errors == SslPolicyErrors.None;
    }
}
