namespace DeployOps.Engine.Stores.Graph;

/// <summary>How a connection to a graph server is protected.</summary>
public enum GraphTransport
{
    /// <summary>Not at all: <c>bolt:</c> and <c>neo4j:</c>.</summary>
    Plain,

    /// <summary>TLS with a certificate that this machine trusts: <c>+s</c>.</summary>
    Tls,

    /// <summary>TLS with any certificate, also a self-signed one: <c>+ssc</c>. It protects against listening, not against another server.</summary>
    TlsWithAnyCertificate,
}
