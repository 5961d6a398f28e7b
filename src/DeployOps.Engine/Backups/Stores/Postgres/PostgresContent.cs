using System.Globalization;
using System.Security.Cryptography;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Stores.Postgres;

namespace DeployOps.Engine.Backups.Stores.Postgres;

/// <summary>What is in a living database, in one snapshot: the counts, and the same hash that its dump has.</summary>
internal sealed class PostgresContent(PostgresLogin login)
{
    private const int PartBytes = 1 << 20;
    private const int SequencesAtOnce = 100;

    public async Task<StoreContent> ReadAsync(DataStoreAccess source, bool withHash, StoreRun run, CancellationToken cancellationToken)
    {
        var session = await login.OpenAsync(source, run, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            await session.BeginSnapshotAsync(cancellationToken).ConfigureAwait(false);
            return withHash
                ? await HashAsync(session, run, cancellationToken).ConfigureAwait(false)
                : new StoreContent(await CountAsync(session, run, cancellationToken).ConfigureAwait(false), null);
        }
    }

    /// <summary>Counts in the session's snapshot.</summary>
    public static async Task<IReadOnlyList<ContentCount>> CountAsync(PostgresSession session, StoreRun run, CancellationToken cancellationToken)
    {
        var tables = new List<(SqlName, long)>();
        foreach (var table in await PostgresCatalog.TablesAsync(session, cancellationToken).ConfigureAwait(false))
        {
            var rows = await PostgresCatalog.RowsAsync(session, table, cancellationToken).ConfigureAwait(false);
            tables.Add((table.Name, rows));
            run.OnProgress(Line(table.Name, rows));
        }

        return ContentSum.Counts(tables, await PostgresCatalog.LargeObjectsAsync(session, cancellationToken).ConfigureAwait(false));
    }

    public static string Line(SqlName table, long rows) => string.Create(CultureInfo.InvariantCulture, $"{table}: {rows} row(s)");

    private static async Task<StoreContent> HashAsync(PostgresSession session, StoreRun run, CancellationToken cancellationToken)
    {
        // What is in such a database are bytes of no encoding; the server must not try to read them as UTF-8.
        if (await session.SingleAsync("the encoding", "SELECT pg_catalog.current_setting('server_encoding')", static row => row.GetString(0), cancellationToken).ConfigureAwait(false) == "SQL_ASCII")
        {
            await session.ExecuteAsync("the encoding", "SET client_encoding = 'SQL_ASCII'", cancellationToken).ConfigureAwait(false);
        }

        var sum = new ContentSum();
        foreach (var table in await PostgresCatalog.TablesAsync(session, cancellationToken).ConfigureAwait(false))
        {
            run.OnProgress(Line(table.Name, await AddRowsAsync(session, table, sum, cancellationToken).ConfigureAwait(false)));
        }

        foreach (var names in (await PostgresCatalog.SequencesAsync(session, cancellationToken).ConfigureAwait(false)).Chunk(SequencesAtOnce))
        {
            var statement = string.Join(" UNION ALL ", names.Select((name, index) => FormattableString.Invariant($"SELECT {index}, last_value, is_called FROM {name.Quoted}")));
            foreach (var (index, value, isCalled) in await session.QueryAsync(
                "the state of sequences", statement, static row => (row.GetInt32(0), row.GetInt64(1), row.GetBoolean(2)), cancellationToken).ConfigureAwait(false))
            {
                sum.Sequence(names[index], value, isCalled);
            }
        }

        await AddLargeObjectsAsync(session, sum, cancellationToken).ConfigureAwait(false);
        return sum.ToContent();
    }

    private static Task<long> AddRowsAsync(PostgresSession session, PostgresTable table, ContentSum sum, CancellationToken cancellationToken)
    {
        var columns = new RowColumns(table.Columns);
        var rows = sum.Table(table.Name, columns.Names);
        var names = string.Join(", ", columns.Names.Select(SqlName.Quote));
        // The same statement that pg_dump makes, but for the order of the columns: they come as they are hashed.
        var statement = table.Condition.Length > 0
            ? $"COPY (SELECT {names} FROM ONLY {table.Name.Quoted} {table.Condition}) TO STDOUT"
            : $"COPY {table.Name.Quoted} {(names.Length > 0 ? $"({names})" : "")} TO STDOUT";
        return session.RunAsync(
            "reading a table",
            async (connection, token) =>
            {
                var export = await connection.BeginTextExportAsync(statement, token).ConfigureAwait(false);
                await using (((IAsyncDisposable)export).ConfigureAwait(false))
                {
                    // Bytes are hashed, and no text is made of them.
                    await ByteLines.ReadAsync(((StreamReader)export).BaseStream, rows.Add, token).ConfigureAwait(false);
                }

                return rows.Count;
            },
            cancellationToken);
    }

    private static async Task AddLargeObjectsAsync(PostgresSession session, ContentSum sum, CancellationToken cancellationToken)
    {
        foreach (var number in await session.QueryAsync(
            "the list of large objects", "SELECT oid::int8 FROM pg_catalog.pg_largeobject_metadata ORDER BY 1", static row => (uint)row.GetInt64(0), cancellationToken).ConfigureAwait(false))
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            for (long offset = 0; ; offset += PartBytes)
            {
                var part = await session.SingleAsync(
                    "reading a large object",
                    FormattableString.Invariant($"SELECT pg_catalog.lo_get({number}, {offset}, {PartBytes})"),
                    static row => (byte[])row.GetValue(0),
                    cancellationToken).ConfigureAwait(false);
                hash.AppendData(part);
                if (part.Length < PartBytes)
                {
                    break;
                }
            }

            sum.LargeObject(number, hash.GetHashAndReset());
        }
    }
}
