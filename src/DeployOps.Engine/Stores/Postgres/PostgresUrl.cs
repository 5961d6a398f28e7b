namespace DeployOps.Engine.Stores.Postgres;

/// <summary>
/// Reads the URL of a database as libpq does, with the options of asyncpg (<c>ssl</c>) and of SQLAlchemy beside it.
/// Source: PostgreSQL documentation, libpq, "Connection URIs".
/// </summary>
internal static class PostgresUrl
{
    private static readonly Dictionary<string, PostgresTls> Modes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["disable"] = PostgresTls.Disable,
        ["false"] = PostgresTls.Disable,
        ["allow"] = PostgresTls.Allow,
        ["prefer"] = PostgresTls.Prefer,
        ["require"] = PostgresTls.Require,
        ["true"] = PostgresTls.Require,
        ["no-verify"] = PostgresTls.Require,
        ["verify-ca"] = PostgresTls.VerifyAuthority,
        ["verify-full"] = PostgresTls.VerifyFull,
    };

    public static bool IsScheme(string scheme)
    {
        var plus = scheme.IndexOf('+', StringComparison.Ordinal);
        return (plus < 0 ? scheme : scheme[..plus]).ToUpperInvariant() is "POSTGRESQL" or "POSTGRES";
    }

    public static PostgresAddress Read(string text)
    {
        var url = StoreUrl.Read(text);
        if (!IsScheme(url.Scheme))
        {
            throw new StoreUrlException("its scheme is not postgresql or postgres");
        }

        // libpq: what stands among the options wins over what stands before them.
        string? Option(string name) => url.Options.GetValueOrDefault(name) is { Length: > 0 } value ? value : null;
        var host = Option("hostaddr") ?? Option("host") ?? url.Host;
        if (host.StartsWith('/') || host.StartsWith('@'))
        {
            throw new StoreUrlException("it names a Unix socket; DeployOps asks over TCP");
        }

        var user = Option("user") ?? url.User ?? throw new StoreUrlException("it names no user");
        var path = url.Path.TrimEnd('/');
        return new PostgresAddress(
            host.Length == 0 ? throw new StoreUrlException("it names no host") : StoreUrl.HostOf(host),
            Option("port") is { } port ? StoreUrl.PortOf(port) : url.Port ?? PostgresAddress.DefaultPort,
            user.Length == 0 ? throw new StoreUrlException("it names no user") : user,
            Option("password") ?? url.Password,
            Option("dbname") ?? (path.Length > 0 ? path : user),
            TlsOf(Option("sslmode") ?? Option("ssl")))
        {
            AuthorityFile = Option("sslrootcert"),
        };
    }

    private static PostgresTls TlsOf(string? mode) => mode is null ? PostgresTls.Prefer
        : Modes.TryGetValue(mode, out var tls) ? tls
        : throw new StoreUrlException("its sslmode is not one of disable, allow, prefer, require, verify-ca and verify-full");
}
