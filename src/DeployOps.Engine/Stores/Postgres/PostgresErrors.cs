using System.Net.Sockets;
using System.Security.Authentication;
using Npgsql;

namespace DeployOps.Engine.Stores.Postgres;

/// <summary>Turns what Npgsql throws into named failures. The words of the server are left behind: they may repeat a value.</summary>
internal static class PostgresErrors
{
    public static Exception Named(Exception failure, PostgresAddress address, string what, TimeSpan limit, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested && failure is not PostgresException { SqlState: not "57014" })
        {
            return new OperationCanceledException(cancellationToken);
        }

        var causes = Causes(failure).ToList();
        return causes switch
        {
            // What was cancelled here because time was up, and not by the server: its own limit comes as a refusal.
            _ when failure is OperationCanceledException => new PostgresTimeoutException(address, what, limit),
            _ when causes.OfType<PostgresException>().FirstOrDefault() is { } refused => Refused(refused, address),
            _ when causes.Exists(cause => cause is TimeoutException) => new PostgresTimeoutException(address, what, limit),
            _ when causes.Exists(cause => cause is AuthenticationException) => new PostgresTlsException(address, failure),
            _ when causes.OfType<SocketException>().FirstOrDefault() is { } socket => IsCut(socket)
                ? new PostgresConnectionLostException(address, failure)
                : new PostgresUnreachableException(address, StoreEndpoint.ReasonOf(socket), failure),
            _ when failure is NpgsqlException && failure.Message.Contains("unknown response", StringComparison.Ordinal) => new PostgresConnectionLostException(address),
            _ when failure is NpgsqlException && failure.Message.Contains("SSL", StringComparison.Ordinal) => new PostgresTlsException(address),
            _ when failure is NpgsqlException && failure.Message.Contains("password", StringComparison.OrdinalIgnoreCase) =>
                // The server wants a password and the address has none: what the server would have said of an empty one.
                new PostgresRefusedException(address, "28P01"),
            _ => new PostgresConnectionLostException(address),
        };
    }

    private static PostgresRefusedException Refused(PostgresException refused, PostgresAddress address) =>
        new(address, refused.SqlState is { Length: 5 } code && code.All(char.IsAsciiLetterOrDigit) ? code : "XX000");

    private static bool IsCut(SocketException socket) => socket.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown;

    private static IEnumerable<Exception> Causes(Exception failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
            foreach (var part in cause is AggregateException several ? several.InnerExceptions.SelectMany(Causes) : [])
            {
                yield return part;
            }
        }
    }
}
