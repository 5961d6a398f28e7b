using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Stores.Postgres;

namespace DeployOps.Engine.Backups.Stores.Postgres;

/// <summary>The role that backups read with: the configured one, else the application's.</summary>
internal sealed class PostgresLogin(BackupPostgresSettings settings, Func<string, string?> lookup)
{
    /// <summary>The application's own address.</summary>
    public static PostgresAddress OwnOf(DataStoreAccess access) => access.Store.Postgres ?? throw new ArgumentException("The store has no PostgreSQL address.", nameof(access));

    /// <summary>How a connection that may work for hours is made.</summary>
    public static PostgresOptions OptionsOf(DataStoreAccess access, StoreRun run) => new()
    {
        Endpoint = access.Endpoint,
        ConnectTimeout = run.Timeout < TimeSpan.FromSeconds(15) ? run.Timeout : TimeSpan.FromSeconds(15),
        CommandTimeout = run.Timeout,
        Time = run.Time,
    };

    /// <summary>Connects, with the configured role first. A throwaway engine does not know that role: there the application's is used.</summary>
    public async Task<PostgresSession> OpenAsync(DataStoreAccess access, StoreRun run, CancellationToken cancellationToken)
    {
        var own = OwnOf(access);
        if (settings.User is { } user && user != own.User)
        {
            try
            {
                return await OpenAsync(With(own, user), access, run, cancellationToken).ConfigureAwait(false);
            }
            catch (PostgresRefusedException refused) when (refused.IsLoginRefused)
            {
                // With the application's role then; when that may not read everything, the server says so by name.
            }
        }

        return await OpenAsync(own, access, run, cancellationToken).ConfigureAwait(false);
    }

    public static Task<PostgresSession> OpenAsync(PostgresAddress address, DataStoreAccess access, StoreRun run, CancellationToken cancellationToken) =>
        new PostgresConnector().OpenAsync(address, OptionsOf(access, run), cancellationToken);

    /// <summary>The address that a dump is taken with: the configured role and nothing else.</summary>
    public PostgresAddress ForDump(DataStoreAccess access) => settings.User is { } user ? With(OwnOf(access), user) : OwnOf(access);

    private PostgresAddress With(PostgresAddress own, string user) =>
        new(own.Host, own.Port, user, settings.PasswordVariable is { } name ? lookup(name) : user == own.User ? own.Password : null, own.Database, own.Tls) { AuthorityFile = own.AuthorityFile };
}
