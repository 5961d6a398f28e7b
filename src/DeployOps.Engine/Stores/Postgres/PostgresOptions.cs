namespace DeployOps.Engine.Stores.Postgres;

/// <summary>How a connection to PostgreSQL is made, and its limits.</summary>
public sealed record PostgresOptions
{
    /// <summary>For the name look-up, the connection, TLS and the login together. 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For each command. 30 s.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Where to connect to instead of the address; the certificate is still the one of the address.</summary>
    public StoreEndpoint? Endpoint { get; init; }

    /// <summary>The clock of the limits.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
