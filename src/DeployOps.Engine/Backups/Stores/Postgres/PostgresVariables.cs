using System.Globalization;
using System.Net;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Stores;
using DeployOps.Engine.Stores.Postgres;

namespace DeployOps.Engine.Backups.Stores.Postgres;

/// <summary>The environment that a client program of PostgreSQL connects by. Source: PostgreSQL documentation, libpq, "Environment Variables".</summary>
internal static class PostgresVariables
{
    private const string SystemAuthorities = "/etc/ssl/certs/ca-certificates.crt";

    /// <summary>The variables.</summary>
    /// <param name="tool">The program, which decides from where the server is seen.</param>
    /// <param name="address">The database and the login.</param>
    /// <param name="access">The way to it from this machine.</param>
    /// <param name="applicationName">What the server knows the connection by.</param>
    public static IReadOnlyDictionary<string, string?> Of(PostgresTool tool, PostgresAddress address, DataStoreAccess access, string applicationName) =>
        Make(tool, address, access, applicationName, PostgresStatements.ProgramOptions);

    /// <summary>The same for a program that works with the database's own settings: what a restore computes anew must be as the application would.</summary>
    public static IReadOnlyDictionary<string, string?> OfDefaults(PostgresTool tool, PostgresAddress address, DataStoreAccess access, string applicationName) =>
        Make(tool, address, access, applicationName, options: null);

    private static Dictionary<string, string?> Make(PostgresTool tool, PostgresAddress address, DataStoreAccess access, string applicationName, string? options)
    {
        var isInside = tool.Container is not null;
        var endpoint = isInside ? new StoreEndpoint("127.0.0.1", address.Port) : access.Endpoint;
        // With verify-full the certificate is the one of the address, wherever the connection is made to.
        var isNumber = IPAddress.TryParse(endpoint.Host, out _);
        return new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["PGHOST"] = isNumber && !isInside ? address.Host : endpoint.Host,
            ["PGHOSTADDR"] = isNumber ? endpoint.Host : null,
            ["PGPORT"] = endpoint.Port.ToString(CultureInfo.InvariantCulture),
            ["PGUSER"] = address.User,
            ["PGPASSWORD"] = address.Password,
            ["PGDATABASE"] = address.Database,
            ["PGSSLMODE"] = isInside ? InsideMode(address.Tls) : Mode(address.Tls),
            ["PGSSLROOTCERT"] = isInside ? null : Authorities(address),
            ["PGGSSENCMODE"] = "disable",
            ["PGAPPNAME"] = applicationName,
            ["PGCONNECT_TIMEOUT"] = "15",
            ["PGOPTIONS"] = options,
            ["PGSERVICE"] = null,
            ["PGTARGETSESSIONATTRS"] = null,
            ["PGCLIENTENCODING"] = null,
            ["LC_ALL"] = "C",
        };
    }

    private static string Mode(PostgresTls tls) => tls switch
    {
        PostgresTls.VerifyAuthority => "verify-ca",
        PostgresTls.VerifyFull => "verify-full",
        _ => tls.ToString().ToLowerInvariant(),
    };

    // Inside the container nothing leaves it, and no certificate is for 127.0.0.1.
    private static string InsideMode(PostgresTls tls) => tls is PostgresTls.VerifyAuthority or PostgresTls.VerifyFull ? "require" : Mode(tls);

    private static string? Authorities(PostgresAddress address) =>
        address.AuthorityFile is { } file && File.Exists(file) ? file
        : address.Tls is PostgresTls.VerifyAuthority or PostgresTls.VerifyFull && File.Exists(SystemAuthorities) ? SystemAuthorities
        : null;
}
