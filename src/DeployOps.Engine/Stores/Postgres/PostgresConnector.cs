using System.Globalization;
using Npgsql;

namespace DeployOps.Engine.Stores.Postgres;

/// <summary>Opens connections with Npgsql. One limit of time covers everything up to the login.</summary>
public sealed class PostgresConnector : IPostgresConnector
{
    /// <inheritdoc/>
    public async Task<PostgresSession> OpenAsync(PostgresAddress address, PostgresOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(address);
        ArgumentNullException.ThrowIfNull(options);
        using var timer = new CancellationTokenSource(options.ConnectTimeout, options.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        var source = Source(address, options);
        try
        {
            // The wait is bounded here too: a name look-up of the operating system cannot be cancelled everywhere.
            var connection = await source.OpenConnectionAsync(both.Token).AsTask().WaitAsync(both.Token).ConfigureAwait(false);
            return new PostgresSession(address, source, connection, options);
        }
        catch (Exception failure)
        {
            await source.DisposeAsync().ConfigureAwait(false);
            throw PostgresErrors.Named(failure, address, "the connection and the login", options.ConnectTimeout, cancellationToken);
        }
    }

    private static NpgsqlDataSource Source(PostgresAddress address, PostgresOptions options)
    {
        var endpoint = options.Endpoint ?? new StoreEndpoint(address.Host, address.Port);
        var builder = new NpgsqlDataSourceBuilder();
        // Only what every version of PostgreSQL has is asked for; reading the catalogue of types would be most of a short connection.
        builder.ConfigureTypeLoading(static loading => loading.EnableTypeLoading(false));
        var text = builder.ConnectionStringBuilder;
        text.Host = endpoint.Host;
        text.Port = endpoint.Port;
        text.Username = address.User;
        text.Password = address.Password;
        text.Database = address.Database;
        text.ApplicationName = "DeployOps";
        text.Pooling = false;
        // Without this a machine with Kerberos libraries asks its realm first, which can take seconds.
        text.GssEncryptionMode = GssEncryptionMode.Disable;
        text.PersistSecurityInfo = false;
        text.IncludeErrorDetail = false;
        // Npgsql counts in whole seconds; the tokens of this class and of the session are the finer limits.
        text.Timeout = Seconds(options.ConnectTimeout);
        text.CommandTimeout = Seconds(options.CommandTimeout);
        text.CancellationTimeout = 1000;
        text.SslMode = address.Tls switch
        {
            PostgresTls.Disable => SslMode.Disable,
            PostgresTls.Allow => SslMode.Allow,
            PostgresTls.Prefer => SslMode.Prefer,
            PostgresTls.Require => SslMode.Require,
            PostgresTls.VerifyAuthority => SslMode.VerifyCA,
            _ => SslMode.VerifyFull,
        };
        if (address.AuthorityFile is { } file && File.Exists(file))
        {
            text.RootCertificate = file;
        }

        if (options.Endpoint is not null && address.Tls != PostgresTls.Disable)
        {
            builder.UseSslClientAuthenticationOptionsCallback(rules => rules.TargetHost = address.Host);
        }

        return builder.Build();
    }

    private static int Seconds(TimeSpan time) => Convert.ToInt32(Math.Clamp(Math.Ceiling(time.TotalSeconds) + 1, 1, 1024), CultureInfo.InvariantCulture);
}
