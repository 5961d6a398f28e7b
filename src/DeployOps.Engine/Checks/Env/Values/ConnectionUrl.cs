namespace DeployOps.Engine.Checks.Env.Values;

/// <summary>What keeps a text from being a clean URL.</summary>
public enum ConnectionUrlProblem
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It has no <c>scheme://</c>.</summary>
    NoScheme,

    /// <summary>A space, a line end or another control character is inside.</summary>
    WhiteSpace,

    /// <summary>User or password hold a character that must be percent-encoded (RFC 3986, section 3.2.1).</summary>
    UnencodedUserInfo,

    /// <summary>A percent sign is not followed by two hexadecimal digits.</summary>
    BrokenEncoding,

    /// <summary>The port is not a number from 1 to 65535.</summary>
    InvalidPort,

    /// <summary>There is no host, where the scheme needs one.</summary>
    NoHost,
}

/// <summary>One host of a connection URL.</summary>
/// <param name="Name">The name or address, without brackets, decoded.</param>
/// <param name="Port">The port; <see langword="null"/> when none or no valid one is given.</param>
internal readonly record struct ConnectionHost(string Name, int? Port)
{
    /// <summary>Prints nothing of it: a host name can be part of a value that is not to be shown.</summary>
    public override string ToString() => "(host, not shown)";
}

/// <summary>
/// A URL that a store or a service is reached by (RFC 3986), read as tolerantly as the drivers read it: several hosts
/// (libpq, MongoDB, sentinel), <c>jdbc:</c> in front, user and password among the options (JDBC), a host given as an option
/// (libpq), a password with reserved characters left unencoded (SQLAlchemy accepts it). It never prints itself.
/// </summary>
public sealed class ConnectionUrl
{
    internal ConnectionUrl(string scheme) => Scheme = scheme;

    /// <summary>The scheme in lower case, such as <c>postgresql+asyncpg</c>; <c>jdbc:</c> stays in front of it.</summary>
    public string Scheme { get; }

    /// <summary>The first thing that is wrong with it.</summary>
    public ConnectionUrlProblem Problem { get; internal set; }

    /// <summary>The port as text, for comparisons; a secret only as far as the whole URL is one.</summary>
    internal string? Port => Hosts.Count == 1 ? Hosts[0].Port?.ToString(System.Globalization.CultureInfo.InvariantCulture) : null;

    internal string? User { get; set; }

    internal string? Password { get; set; }

    internal IReadOnlyList<ConnectionHost> Hosts { get; set; } = [];

    internal string? Database { get; set; }

    internal IReadOnlyDictionary<string, string> Options { get; set; } = new Dictionary<string, string>();

    /// <summary>Whether it names a file or a socket instead of a server: <c>sqlite:</c>, <c>file:</c>, <c>unix:</c>.</summary>
    public bool IsLocalFile =>
        Scheme.StartsWith("sqlite", StringComparison.Ordinal) || Scheme.EndsWith(":sqlite", StringComparison.Ordinal)
        || Scheme is "file" or "unix" or "redis+unix" or "redis-socket" or "h2" or "jdbc:h2" or "duckdb" or "libsql+file";

    /// <summary>Reads a text as a URL.</summary>
    /// <returns>The URL, or <see langword="null"/> when the text has no scheme at all.</returns>
    public static ConnectionUrl? Read(string text) => ConnectionUrlReader.Read(text);

    /// <summary>Says that it is a URL, never which.</summary>
    public override string ToString() => "(connection URL, not shown)";
}
