namespace DeployOps.Engine.Stores.Postgres;

/// <summary>Where a PostgreSQL database is and how to log in. It prints neither the user nor the password.</summary>
public sealed class PostgresAddress
{
    /// <summary>The port when a URL names none.</summary>
    public const int DefaultPort = 5432;

    /// <summary>A database and a login.</summary>
    /// <param name="host">The name or address, an IPv6 address without its brackets.</param>
    /// <param name="port">The port.</param>
    /// <param name="user">The role.</param>
    /// <param name="password">The password; <see langword="null"/> for none.</param>
    /// <param name="database">The database.</param>
    /// <param name="tls">How the connection is protected.</param>
    public PostgresAddress(string host, int port, string user, string? password, string database, PostgresTls tls = PostgresTls.Prefer)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        ArgumentException.ThrowIfNullOrEmpty(user);
        ArgumentException.ThrowIfNullOrEmpty(database);
        (Host, Port, User, Password, Database, Tls) = (host, port, user, password, database, tls);
    }

    /// <summary>The name or address, an IPv6 address without its brackets.</summary>
    public string Host { get; }

    /// <summary>The port.</summary>
    public int Port { get; }

    /// <summary>The database.</summary>
    public string Database { get; }

    /// <summary>How the connection is protected.</summary>
    public PostgresTls Tls { get; }

    /// <summary>The file with the authorities that the URL names (<c>sslrootcert</c>); it is used where it is there.</summary>
    public string? AuthorityFile { get; internal init; }

    internal string User { get; }

    internal string? Password { get; }

    /// <summary>
    /// Reads a URL such as <c>postgresql+asyncpg://user:password@db:5432/shop?sslmode=require</c>: schemes <c>postgresql</c> and
    /// <c>postgres</c>, with any driver behind a plus.
    /// </summary>
    /// <param name="url">The URL. Special characters of the user and the password are percent-encoded.</param>
    /// <exception cref="PostgresAddressException">It is no such URL. The exception does not repeat it.</exception>
    public static PostgresAddress Parse(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        try
        {
            return PostgresUrl.Read(url);
        }
        catch (StoreUrlException failure)
        {
            throw new PostgresAddressException(failure.Message);
        }
    }

    /// <summary>The same address with another password.</summary>
    public PostgresAddress WithPassword(string password) => new(Host, Port, User, password, Database, Tls) { AuthorityFile = AuthorityFile };

    /// <summary>Whether a text starts as such a URL does, so that it is worth reading.</summary>
    public static bool IsPostgres(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        var separator = url.IndexOf("://", StringComparison.Ordinal);
        return separator > 0 && PostgresUrl.IsScheme(url[..separator].Trim());
    }

    /// <summary>Host, port and database.</summary>
    public override string ToString() => $"postgresql://{new StoreEndpoint(Host, Port)}/{Uri.EscapeDataString(Database)}";
}
