using System.Data.Common;
using DeployOps.Engine.Stores.Postgres;
using Npgsql;

namespace DeployOps.Engine.Backups.Stores.Postgres;

/// <summary>Statements that may take as long as the whole work may.</summary>
internal static class PostgresStatements
{
    // What pg_dump sets for itself, so that text read here is the text that it writes; and what a database may have set otherwise for both.
    private const string Settings = """
        SET search_path = ''; SET DateStyle = ISO; SET IntervalStyle = postgres; SET extra_float_digits = 3; SET synchronize_seqscans = off;
        SET row_security = off; SET bytea_output = hex; SET TimeZone = 'UTC';
        SELECT pg_catalog.set_config(name, '0', false) FROM pg_catalog.pg_settings
         WHERE name IN ('statement_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout');
        """;

    /// <summary>The same settings for a program of PostgreSQL, as far as it does not set them itself (variable PGOPTIONS).</summary>
    public const string ProgramOptions = "-c bytea_output=hex -c TimeZone=UTC";

    public static Task ExecuteAsync(this PostgresSession session, string what, string statement, CancellationToken cancellationToken) => session.RunAsync(
        what,
        async (connection, token) =>
        {
            var command = Command(connection, statement);
            await using (command.ConfigureAwait(false))
            {
                return await command.ExecuteNonQueryAsync(token).ConfigureAwait(false);
            }
        },
        cancellationToken);

    public static Task<IReadOnlyList<T>> QueryAsync<T>(this PostgresSession session, string what, string statement, Func<DbDataReader, T> read, CancellationToken cancellationToken) => session.RunAsync(
        what,
        async (connection, token) =>
        {
            var command = Command(connection, statement);
            await using (command.ConfigureAwait(false))
            {
                var reader = await command.ExecuteReaderAsync(token).ConfigureAwait(false);
                await using (reader.ConfigureAwait(false))
                {
                    var rows = new List<T>();
                    while (await reader.ReadAsync(token).ConfigureAwait(false))
                    {
                        rows.Add(read(reader));
                    }

                    return (IReadOnlyList<T>)rows;
                }
            }
        },
        cancellationToken);

    public static async Task<T> SingleAsync<T>(this PostgresSession session, string what, string statement, Func<DbDataReader, T> read, CancellationToken cancellationToken) =>
        (await session.QueryAsync(what, statement, read, cancellationToken).ConfigureAwait(false))[0];

    /// <summary>Begins a transaction that sees one moment and changes nothing.</summary>
    public static async Task BeginSnapshotAsync(this PostgresSession session, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync("the settings of the session", Settings, cancellationToken).ConfigureAwait(false);
        await session.ExecuteAsync("BEGIN", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", cancellationToken).ConfigureAwait(false);
    }

    // Npgsql counts in whole seconds of its own; the session's limit is the one that counts.
    private static NpgsqlCommand Command(NpgsqlConnection connection, string statement) => new(statement, connection) { CommandTimeout = 0 };
}
