using System.Net.Sockets;
using System.Security.Authentication;

namespace DeployOps.Engine.Releases.Smoke;

/// <summary>
/// Says in words why there was no answer. Nothing is taken from the messages of the system's exceptions, which may repeat what was sent.
/// Source: <see cref="HttpRequestError"/> and <see cref="SocketError"/>.
/// </summary>
internal static class SmokeConnectionProblem
{
    public static string Of(Exception failure, string certificateProblem) => failure switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "the host's name cannot be resolved (DNS)",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } secure => OfSecure(secure, certificateProblem),
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } => "the HTTP proxy of this machine refuses to connect",
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => "the answer's headers are too large",
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } => "the connection was closed before the answer was complete",
        HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => "the connection was closed before the answer was complete",
        HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } => "what answers does not speak HTTP",
        InvalidDataException => "the answer's body cannot be decompressed",
        _ => SocketErrorOf(failure) is { } error ? Of(error) : "the connection failed",
    };

    private static string OfSecure(HttpRequestException failure, string certificateProblem) => certificateProblem.Length > 0
        ? $"TLS: {certificateProblem}"
        : SocketErrorOf(failure) is not null || failure.InnerException is IOException
            ? "TLS: the connection was closed during the handshake"
            : failure.InnerException is AuthenticationException
                ? "TLS: the handshake failed; the port may not speak TLS"
                : "TLS: the handshake failed";

    private static string Of(SocketError error) => error switch
    {
        SocketError.ConnectionRefused => "the connection was refused: nothing listens there",
        SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown => "the connection was closed before the answer was complete",
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "the host's name cannot be resolved (DNS)",
        SocketError.TimedOut => "the connection was not accepted in time",
        SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown or SocketError.NetworkDown => "the host cannot be reached from this machine",
        _ => "the connection failed",
    };

    private static SocketError? SocketErrorOf(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
        {
            if (failure is SocketException socket)
            {
                return socket.SocketErrorCode;
            }
        }

        return null;
    }
}
