using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Authentication;

namespace DeployOps.Engine.Releases.Diagnosis;

/// <summary><see cref="IWebProbe"/> by HTTP.</summary>
internal sealed class WebProbe : IWebProbe
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    public async Task<WebAnswer> GetAsync(Uri address, string? token, CancellationToken cancellationToken)
    {
        // The stack is asked directly: a proxy of the machine's would answer in its place.
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false, UseCookies = false, ConnectTimeout = Longest };
        using var client = new HttpClient(handler) { Timeout = Longest };
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("deployops", null));
        if (token is not null && AuthenticationHeaderValue.TryParse($"Bearer {token}", out var bearer))
        {
            request.Headers.Authorization = bearer;
        }

        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            return new WebAnswer(address.PathAndQuery, (int)response.StatusCode, WebFailure.None);
        }
        catch (HttpRequestException failure)
        {
            return new WebAnswer(address.PathAndQuery, null, Read(failure));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new WebAnswer(address.PathAndQuery, null, WebFailure.TimedOut);
        }
    }

    private static WebFailure Read(HttpRequestException failure) => failure.InnerException switch
    {
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => WebFailure.Refused,
        SocketException { SocketErrorCode: SocketError.TimedOut or SocketError.HostUnreachable or SocketError.NetworkUnreachable } => WebFailure.TimedOut,
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData } => WebFailure.UnknownName,
        AuthenticationException => WebFailure.Certificate,
        _ => failure.HttpRequestError == HttpRequestError.NameResolutionError ? WebFailure.UnknownName : WebFailure.Dropped,
    };
}
