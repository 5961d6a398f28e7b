using System.Security.Cryptography.X509Certificates;

namespace DeployOps.Engine.Stores.Redis;

/// <summary>How a connection to a Redis server is made, and its limits.</summary>
public sealed record RedisOptions
{
    /// <summary>For the name look-up, the connection, TLS and the login together. 10 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>For each command with its whole answer, when the call says nothing else. 10 s.</summary>
    public TimeSpan CommandTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Where to connect to instead of the address; the certificate is still the one of the address.</summary>
    public StoreEndpoint? Endpoint { get; init; }

    /// <summary>The version of the protocol, 2 or 3. With 2 nothing is negotiated, which every server takes.</summary>
    public int Protocol { get; init; } = 2;

    /// <summary>Authorities that are trusted instead of those of this machine.</summary>
    public X509Certificate2Collection? TrustedAuthorities { get; init; }

    /// <summary>How much of an answer is taken.</summary>
    public RedisLimits Limits { get; init; } = new();

    /// <summary>The clock of the limits.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
