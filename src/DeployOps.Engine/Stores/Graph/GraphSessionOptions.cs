namespace DeployOps.Engine.Stores.Graph;

/// <summary>The limits of a session with a graph server.</summary>
public sealed record GraphSessionOptions
{
    /// <summary>For the name look-up, the connection, TLS, the handshake and the login together. 15 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// For each answer: from a request, or from the row before, to the next complete message. A sign of life of the server
    /// does not extend it. A server that announces how often it gives such signs is also held to that. 2 minutes.
    /// </summary>
    public TimeSpan AnswerTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Where to connect to instead of the address; the certificate is still the one of the address.</summary>
    public StoreEndpoint? Endpoint { get; init; }

    /// <summary>The largest message that is taken, in bytes: one row with all its values. 64 MiB.</summary>
    public int LargestMessage { get; init; } = 64 * 1024 * 1024;

    /// <summary>The clock of the limits.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
