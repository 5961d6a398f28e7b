using System.Diagnostics;
using Npgsql;

namespace DeployOps.Engine.Stores.Postgres;

/// <summary>A connection to PostgreSQL that is logged in.</summary>
public sealed class PostgresSession : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;
    private readonly PostgresOptions _options;

    internal PostgresSession(PostgresAddress address, NpgsqlDataSource source, NpgsqlConnection connection, PostgresOptions options) =>
        (Address, _source, Connection, _options) = (address, source, connection, options);

    /// <summary>Where it leads.</summary>
    public PostgresAddress Address { get; }

    /// <summary>The connection itself. Its failures may repeat values; <see cref="RunAsync"/> turns them into named ones.</summary>
    public NpgsqlConnection Connection { get; }

    /// <summary>Works with the connection; what goes wrong is named and holds no value.</summary>
    /// <param name="what">What is done, for the failure that says it took too long.</param>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="PostgresRefusedException">The server refuses it.</exception>
    /// <exception cref="PostgresTimeoutException">The server did not answer in time.</exception>
    /// <exception cref="PostgresConnectionLostException">The server hung up.</exception>
    public async Task<T> RunAsync<T>(string what, Func<NpgsqlConnection, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        using var timer = new CancellationTokenSource(_options.CommandTimeout, _options.Time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancellationToken);
        try
        {
            return await work(Connection, both.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not DeployOpsException)
        {
            throw PostgresErrors.Named(failure, Address, what, _options.CommandTimeout, cancellationToken);
        }
    }

    /// <summary>How long a <c>SELECT 1</c> takes to be answered.</summary>
    /// <inheritdoc cref="RunAsync" path="/exception"/>
    public Task<TimeSpan> PingAsync(CancellationToken cancellationToken) => RunAsync(
        "SELECT 1",
        static async (connection, token) =>
        {
            var command = new NpgsqlCommand("SELECT 1", connection);
            await using (command.ConfigureAwait(false))
            {
                var started = Stopwatch.GetTimestamp();
                await command.ExecuteScalarAsync(token).ConfigureAwait(false);
                return Stopwatch.GetElapsedTime(started);
            }
        },
        cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Connection.DisposeAsync().ConfigureAwait(false);
        await _source.DisposeAsync().ConfigureAwait(false);
    }
}
