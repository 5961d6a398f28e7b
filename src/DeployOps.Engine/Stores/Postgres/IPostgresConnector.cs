namespace DeployOps.Engine.Stores.Postgres;

/// <summary>Opens connections to PostgreSQL.</summary>
public interface IPostgresConnector
{
    /// <summary>Connects and logs in; every connection is a new one.</summary>
    /// <exception cref="PostgresUnreachableException">There is no connection.</exception>
    /// <exception cref="PostgresTlsException">TLS failed.</exception>
    /// <exception cref="PostgresTimeoutException">It was not done in time.</exception>
    /// <exception cref="PostgresRefusedException">The server refuses the login, the database, or any login at present.</exception>
    /// <exception cref="PostgresConnectionLostException">The server hung up, or is no PostgreSQL.</exception>
    Task<PostgresSession> OpenAsync(PostgresAddress address, PostgresOptions options, CancellationToken cancellationToken);
}
