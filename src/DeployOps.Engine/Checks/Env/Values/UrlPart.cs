namespace DeployOps.Engine.Checks.Env.Values;

/// <summary>The named parts of a connection URL, as <c>env.agree</c> writes them after <c>#</c>.</summary>
internal static class UrlPart
{
    /// <summary>The names.</summary>
    public static IReadOnlyList<string> Names { get; } = ["scheme", "user", "password", "host", "port", "database"];

    /// <summary>A part; <see langword="null"/> when the URL has none.</summary>
    public static string? Of(ConnectionUrl url, string name) => name switch
    {
        "scheme" => url.Scheme,
        "user" => string.IsNullOrEmpty(url.User) ? null : url.User,
        "password" => string.IsNullOrEmpty(url.Password) ? null : url.Password,
        "host" => url.Hosts.Count == 0 ? null : string.Join(',', url.Hosts.Select(host => host.Name.ToLowerInvariant())),
        "port" => url.Port ?? DefaultPort(url.Scheme),
        _ => url.Database,
    };

    // A URL without a port and one with the usual port name the same place.
    private static string? DefaultPort(string scheme) => scheme.Split('+')[0] switch
    {
        "postgresql" or "postgres" => "5432",
        "redis" or "rediss" => "6379",
        "bolt" or "neo4j" => "7687",
        "mongodb" => "27017",
        "amqp" => "5672",
        "amqps" => "5671",
        "http" => "80",
        "https" => "443",
        _ => null,
    };
}
