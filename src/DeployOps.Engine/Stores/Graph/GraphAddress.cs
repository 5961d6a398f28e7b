namespace DeployOps.Engine.Stores.Graph;

/// <summary>Where a graph server is. <see cref="ToString"/> shows neither the user nor the password of the URI it was read from.</summary>
public sealed class GraphAddress
{
    /// <summary>The port of Bolt when a URI names none.</summary>
    public const int DefaultPort = 7687;

    internal GraphAddress(string scheme, string host, int port, GraphTransport transport, string? database, GraphCredentials? credentials)
    {
        (Scheme, Host, Port, Transport, Database, Credentials) = (scheme, host, port, transport, database, credentials);
    }

    /// <summary>The scheme, in lower case: <c>bolt</c> or <c>neo4j</c>, with <c>+s</c> or <c>+ssc</c> or nothing. <c>neo4j</c> connects directly, without routing.</summary>
    public string Scheme { get; }

    /// <summary>The name or address, an IPv6 address without its brackets.</summary>
    public string Host { get; }

    /// <summary>The port.</summary>
    public int Port { get; }

    /// <summary>How the connection is protected.</summary>
    public GraphTransport Transport { get; }

    /// <summary>The database that the path (<c>/name</c>) or the query (<c>?database=name</c>) names; null leaves the choice to the server.</summary>
    public string? Database { get; }

    /// <summary>The login that the URI carries; null when it carries none.</summary>
    public GraphCredentials? Credentials { get; }

    /// <summary>Reads a URI such as <c>neo4j+s://user:password@graph.example.com:7687/neo4j</c>.</summary>
    /// <param name="uri">The URI. Special characters of the user and the password are percent-encoded.</param>
    /// <exception cref="GraphAddressException">It is no such URI. The exception does not repeat it.</exception>
    public static GraphAddress Parse(string uri) => GraphAddressReader.Read(uri);

    /// <summary>The scheme, host, port and database.</summary>
    public override string ToString() =>
        $"{Scheme}://{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}{(Database is null ? "" : $"/{Database}")}";
}
