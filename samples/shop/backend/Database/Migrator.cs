using System.Security.Cryptography;
using Npgsql;

namespace Shop.Backend.Database;

/// <summary>
/// Applies migrations/NAME/migration.sql in order, each in a transaction of its own. The record is kept in Prisma's table
/// and with Prisma's checksum, which tools already know how to read. An older release that meets newer migrations goes on:
/// that is a rollback.
/// </summary>
internal sealed class Migrator(NpgsqlDataSource source, ILogger<Migrator> logger)
{
    private const string Prefix = "migration:";
    private const long LockKey = 7_302_026;

    public async Task ApplyAsync(CancellationToken cancellation)
    {
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync("SELECT pg_advisory_lock($1)", cancellation, LockKey);
        await connection.ExecuteAsync(
            """
            CREATE TABLE IF NOT EXISTS _prisma_migrations (
                id varchar(36) PRIMARY KEY, checksum varchar(64) NOT NULL, finished_at timestamptz,
                migration_name varchar(255) NOT NULL, logs text, rolled_back_at timestamptz,
                started_at timestamptz NOT NULL DEFAULT now(), applied_steps_count integer NOT NULL DEFAULT 0)
            """, cancellation);
        var applied = await AppliedAsync(cancellation);
        var known = Embedded();
        foreach (var (name, text) in known)
        {
            var checksum = Convert.ToHexStringLower(SHA256.HashData(text));
            if (!applied.TryGetValue(name, out var recorded))
            {
                await ApplyOneAsync(connection, name, text, checksum, cancellation);
            }
            else if (recorded != checksum)
            {
                throw new InvalidOperationException($"Migration {name} was changed after it was applied");
            }
        }

        foreach (var name in applied.Keys.Except(known.Keys))
        {
            logger.LogWarning("Migration {Name} of a newer release is applied; this release goes on with it", name);
        }

        await connection.ExecuteAsync("SELECT pg_advisory_unlock($1)", cancellation, LockKey);
    }

    private async Task<Dictionary<string, string>> AppliedAsync(CancellationToken cancellation)
    {
        var rows = await source.QueryAsync(
            "SELECT migration_name, checksum FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
            row => (Name: row.GetString(0), Checksum: row.GetString(1)), cancellation);
        return rows.ToDictionary(row => row.Name, row => row.Checksum);
    }

    private async Task ApplyOneAsync(
        NpgsqlConnection connection, string name, byte[] text, string checksum, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(System.Text.Encoding.UTF8.GetString(text), cancellation);
        await connection.ExecuteAsync(
            """
            INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, applied_steps_count)
            VALUES ($1, $2, clock_timestamp(), $3, 1)
            """, cancellation, Guid.NewGuid().ToString(), checksum, name);
        await transaction.CommitAsync(cancellation);
        logger.LogInformation("Migration {Name} applied", name);
    }

    private static SortedDictionary<string, byte[]> Embedded()
    {
        var assembly = typeof(Migrator).Assembly;
        SortedDictionary<string, byte[]> migrations = new(StringComparer.Ordinal);
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var text = new byte[stream.Length];
            stream.ReadExactly(text);
            migrations[resource[Prefix.Length..].TrimEnd('/', '\\')] = text;
        }

        return migrations;
    }
}
