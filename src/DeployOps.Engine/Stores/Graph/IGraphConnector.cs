namespace DeployOps.Engine.Stores.Graph;

/// <summary>Opens sessions with graph servers.</summary>
public interface IGraphConnector
{
    /// <summary>Connects and logs in.</summary>
    /// <param name="address">Where.</param>
    /// <param name="credentials">As whom; null for the login of the address, or for none when it has none.</param>
    /// <param name="options">The limits.</param>
    /// <param name="cancellationToken">Stops it and closes the connection.</param>
    /// <exception cref="GraphServerUnreachableException">There is no connection.</exception>
    /// <exception cref="GraphTlsException">TLS failed.</exception>
    /// <exception cref="GraphTimeoutException">It was not done in time.</exception>
    /// <exception cref="GraphLoginRefusedException">The server refuses the login.</exception>
    /// <exception cref="GraphConnectionLostException">The server hung up.</exception>
    /// <exception cref="GraphProtocolException">What answers is no graph server, or one of another time.</exception>
    Task<IGraphSession> OpenAsync(GraphAddress address, GraphCredentials? credentials, GraphSessionOptions options, CancellationToken cancellationToken);
}
