using System.Globalization;

namespace DeployOps.Engine.Stores.Redis;

/// <summary>
/// Where a Redis (or Valkey) server is and how to log in. It prints neither the user nor the password.
/// Source: the URI schemes <c>redis</c> and <c>rediss</c> as registered with IANA, and the options of redis-py.
/// </summary>
public sealed class RedisAddress
{
    /// <summary>The port when a URL names none.</summary>
    public const int DefaultPort = 6379;

    private static readonly string[] Secure = ["rediss", "valkeys"];
    private static readonly string[] Plain = ["redis", "valkey"];

    /// <summary>A server and a login.</summary>
    /// <param name="host">The name or address, an IPv6 address without its brackets.</param>
    /// <param name="port">The port.</param>
    /// <param name="user">The user of the access control list; <see langword="null"/> for the default user.</param>
    /// <param name="password">The password; <see langword="null"/> for none.</param>
    /// <param name="database">The number of the database.</param>
    /// <param name="usesTls">Whether the connection is protected.</param>
    public RedisAddress(string host, int port = DefaultPort, string? user = null, string? password = null, int database = 0, bool usesTls = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        (Host, Port, User, Password, Database, UsesTls) = (host, port, user, password, database, usesTls);
    }

    /// <summary>The name or address, an IPv6 address without its brackets.</summary>
    public string Host { get; }

    /// <summary>The port.</summary>
    public int Port { get; }

    /// <summary>The number of the database.</summary>
    public int Database { get; }

    /// <summary>Whether the connection is protected.</summary>
    public bool UsesTls { get; }

    /// <summary>Whether the URL says that any certificate will do (<c>ssl_cert_reqs=none</c>).</summary>
    public bool TakesAnyCertificate { get; private init; }

    /// <summary>Whether there is a login.</summary>
    public bool HasLogin => User is not null || Password is not null;

    internal string? User { get; }

    internal string? Password { get; }

    /// <summary>Reads a URL such as <c>rediss://user:password@cache.example.com:6379/0</c>.</summary>
    /// <param name="url">The URL. Special characters of the user and the password are percent-encoded.</param>
    /// <exception cref="RedisAddressException">It is no such URL. The exception does not repeat it.</exception>
    public static RedisAddress Parse(string url)
    {
        ArgumentNullException.ThrowIfNull(url);
        try
        {
            return Read(url);
        }
        catch (StoreUrlException failure)
        {
            throw new RedisAddressException(failure.Message);
        }
    }

    /// <summary>The same address with another login.</summary>
    public RedisAddress WithLogin(string? user, string? password) => new(Host, Port, user, password, Database, UsesTls) { TakesAnyCertificate = TakesAnyCertificate };

    /// <summary>Scheme, host, port and database.</summary>
    public override string ToString() => $"{(UsesTls ? "rediss" : "redis")}://{new StoreEndpoint(Host, Port)}/{Database}";

    private static RedisAddress Read(string text)
    {
        var start = text.TrimStart();
        if (start.StartsWith("unix:", StringComparison.OrdinalIgnoreCase) || start.StartsWith("redis+", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("redis-socket:", StringComparison.OrdinalIgnoreCase) || start.StartsWith("rediss+", StringComparison.OrdinalIgnoreCase))
        {
            throw new StoreUrlException(start.Contains("sentinel", StringComparison.OrdinalIgnoreCase)
                ? "it names sentinels; DeployOps asks one server"
                : "it names a Unix socket; DeployOps asks over TCP");
        }

        var url = StoreUrl.Read(text);
        if (!Secure.Contains(url.Scheme) && !Plain.Contains(url.Scheme))
        {
            throw new StoreUrlException("its scheme is not redis, rediss, valkey or valkeys");
        }

        if (url.Host.Length == 0)
        {
            throw new StoreUrlException("it names no host");
        }

        var user = url.User ?? url.Options.GetValueOrDefault("username") ?? url.Options.GetValueOrDefault("user");
        var password = url.Password ?? url.Options.GetValueOrDefault("password");
        return new RedisAddress(
            url.Host,
            url.Port ?? DefaultPort,
            user,
            // An empty password without a user is what a template with an unset variable leaves behind; drivers send none then.
            string.IsNullOrEmpty(password) && user is null ? null : password,
            DatabaseOf(url),
            Secure.Contains(url.Scheme))
        {
            TakesAnyCertificate = url.Options.GetValueOrDefault("ssl_cert_reqs")?.ToUpperInvariant() is "NONE" or "CERT_NONE",
        };
    }

    private static int DatabaseOf(StoreUrl url)
    {
        // redis-py: the option wins over the path.
        var text = url.Options.GetValueOrDefault("db") ?? url.Path.Trim('/');
        return text.Length == 0 ? 0
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw new StoreUrlException("its database is not a number");
    }
}
