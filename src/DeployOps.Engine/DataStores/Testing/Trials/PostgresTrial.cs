using DeployOps.Engine.Stores;
using DeployOps.Engine.Stores.Postgres;
using Npgsql;

namespace DeployOps.Engine.DataStores.Testing.Trials;

/// <summary>
/// PostgreSQL: a typed row in a schema of its own. It is no temporary table, which no other connection would see, and no table among
/// those of the application.
/// </summary>
internal sealed class PostgresTrial(IPostgresConnector connector, PostgresAddress address, StoreEndpoint endpoint, TimeSpan patience, TimeProvider time) : IStoreTrial
{
    // DROP waits for whoever reads the schema; the next test tries again.
    private const string ShortLocks = "SET LOCAL lock_timeout = '3s'";

    private readonly string _schema = ProbeName.New(time).With('_');
    private PostgresSession? _standing;
    private Guid _id;

    public TrialStep Ping => new("ping", PingAsync, "SELECT 1");

    public IReadOnlyList<IReadOnlyList<TrialStep>> Groups =>
    [
        [
            new TrialStep("write", WriteAsync, "INSERT of a row with nine types into a schema of its own") { PrepareAsync = CreateAsync },
            new TrialStep("read", ReadAsync, "every value on a new connection, its login included"),
            new TrialStep("delete", DeleteAsync, "DELETE, and gone on a new connection"),
        ],
    ];

    public bool HasLeft { get; private set; }

    public async Task OpenAsync(CancellationToken cancellationToken) => _standing = await ConnectAsync(cancellationToken).ConfigureAwait(false);

    public async Task<IReadOnlyList<string>> SweepAsync(CancellationToken cancellationToken)
    {
        var names = await _standing!.RunAsync("the list of schemas", ListAsync, cancellationToken).ConfigureAwait(false);
        var notes = new List<string>();
        foreach (var name in names.Where(name => ProbeName.Read(name)?.IsLeft(time.GetUtcNow()) == true))
        {
            try
            {
                await DropAsync(_standing!, name, cancellationToken).ConfigureAwait(false);
                notes.Add($"The schema {name} that a killed test had left in the database was removed.");
            }
            catch (PostgresRefusedException refused)
            {
                notes.Add($"The schema {name} that a killed test had left in the database could not be removed: {refused.Reason} (SQLSTATE {refused.SqlState}). Remove it as the role that owns it.");
            }
        }

        return notes;
    }

    public async Task CleanAsync(CancellationToken cancellationToken)
    {
        var session = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            await DropAsync(session, _schema, cancellationToken).ConfigureAwait(false);
            HasLeft = false;
        }
    }

    public (string Reason, string NextStep)? Explain(DeployOpsException failure) => failure switch
    {
        PostgresRefusedException { SqlState: "42501" } => (
            "the role may not create a schema: it lacks the right CREATE on the database (SQLSTATE 42501)",
            $"GRANT CREATE ON DATABASE \"{address.Database}\" to the role for the test, or only ping."),
        PostgresRefusedException { SqlState: "25006" } refused => ("it is a standby, or set read-only (SQLSTATE 25006)", refused.RecommendedAction),
        PostgresRefusedException { SqlState: "22P05" } => ("its encoding cannot hold Hangul and emoji (SQLSTATE 22P05)", "Use a database with encoding UTF8."),
        PostgresRefusedException refused => ($"{refused.Reason} (SQLSTATE {refused.SqlState})", refused.RecommendedAction),
        _ => null,
    };

    public ValueTask DisposeAsync() => _standing?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static async Task<List<string>> ListAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var command = new NpgsqlCommand("SELECT nspname::text FROM pg_catalog.pg_namespace WHERE nspname ~ $1 ORDER BY 1", connection);
        await using (command.ConfigureAwait(false))
        {
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = ProbeName.Pattern });
            var rows = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (rows.ConfigureAwait(false))
            {
                var names = new List<string>();
                while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    names.Add(rows.GetString(0));
                }

                return names;
            }
        }
    }

    // Without CASCADE: what somebody else put there is not ours to remove.
    private static Task<bool> DropAsync(PostgresSession session, string schema, CancellationToken cancellationToken) =>
        TransactAsync(session, "the removal of a schema", [ShortLocks, $"DROP TABLE IF EXISTS {schema}.probe", $"DROP SCHEMA IF EXISTS {schema}"], cancellationToken);

    private static Task<bool> TransactAsync(PostgresSession session, string what, string[] statements, CancellationToken cancellationToken) => session.RunAsync(
        what,
        async (connection, token) =>
        {
            var transaction = await connection.BeginTransactionAsync(token).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                foreach (var statement in statements)
                {
                    var command = new NpgsqlCommand(statement, connection, transaction);
                    await using (command.ConfigureAwait(false))
                    {
                        await command.ExecuteNonQueryAsync(token).ConfigureAwait(false);
                    }
                }

                await transaction.CommitAsync(token).ConfigureAwait(false);
                return true;
            }
        },
        cancellationToken);

    private Task<PostgresSession> ConnectAsync(CancellationToken cancellationToken) =>
        connector.OpenAsync(address, new PostgresOptions { ConnectTimeout = patience, CommandTimeout = patience, Endpoint = endpoint, Time = time }, cancellationToken);

    private async Task<string?> PingAsync(CancellationToken cancellationToken)
    {
        await _standing!.PingAsync(cancellationToken).ConfigureAwait(false);
        return null;
    }

    private async Task CreateAsync(CancellationToken cancellationToken)
    {
        HasLeft = true;
        try
        {
            await TransactAsync(_standing!, "the creation of a schema", [$"CREATE SCHEMA {_schema}", $"CREATE TABLE {_schema}.probe ({PostgresProbeRow.Definition})"], cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresRefusedException)
        {
            // It is one transaction: what was refused is not there.
            HasLeft = false;
            throw;
        }
    }

    private async Task<string?> WriteAsync(CancellationToken cancellationToken)
    {
        _id = Guid.NewGuid();
        var text = $"INSERT INTO {_schema}.probe (id, {PostgresProbeRow.Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
        var count = await ExecuteAsync(_standing!, text, [Id, .. PostgresProbeRow.Parameters()], cancellationToken).ConfigureAwait(false);
        return count == 1 ? null : "INSERT says that it wrote no row";
    }

    private NpgsqlParameter Id => new NpgsqlParameter<Guid> { TypedValue = _id };

    private static Task<int> ExecuteAsync(PostgresSession session, string text, IReadOnlyList<NpgsqlParameter> parameters, CancellationToken cancellationToken) => session.RunAsync(
        "a statement",
        async (connection, token) =>
        {
            var command = new NpgsqlCommand(text, connection);
            await using (command.ConfigureAwait(false))
            {
                command.Parameters.AddRange(parameters.ToArray());
                return await command.ExecuteNonQueryAsync(token).ConfigureAwait(false);
            }
        },
        cancellationToken);

    private async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await LookAsync(cancellationToken).ConfigureAwait(false) switch
            {
                null => "a new connection does not find what was written: it leads to another server, or to one that is behind",
                [] => null,
                var columns => $"what came back is different in {string.Join(", ", columns)}",
            };
        }
        catch (PostgresRefusedException refused) when (refused.SqlState is "42P01" or "3F000")
        {
            return "a new connection does not find the schema that was made: it leads to another server, or to one that is behind";
        }
    }

    private async Task<string?> DeleteAsync(CancellationToken cancellationToken)
    {
        var count = await ExecuteAsync(_standing!, $"DELETE FROM {_schema}.probe WHERE id = $1", [Id], cancellationToken).ConfigureAwait(false);
        return count != 1 ? "DELETE says that the row was not there"
            : await LookAsync(cancellationToken).ConfigureAwait(false) is not null ? "a new connection still finds what was deleted"
            : null;
    }

    /// <summary>Reads the row on a new connection: the columns that are different, or <see langword="null"/> when there is no row.</summary>
    private async Task<IReadOnlyList<string>?> LookAsync(CancellationToken cancellationToken)
    {
        var session = await ConnectAsync(cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            return await session.RunAsync(
                "a statement",
                async (connection, token) =>
                {
                    var command = new NpgsqlCommand($"SELECT {PostgresProbeRow.Columns} FROM {_schema}.probe WHERE id = $1", connection);
                    await using (command.ConfigureAwait(false))
                    {
                        command.Parameters.Add(Id);
                        var rows = await command.ExecuteReaderAsync(token).ConfigureAwait(false);
                        await using (rows.ConfigureAwait(false))
                        {
                            return await rows.ReadAsync(token).ConfigureAwait(false) ? PostgresProbeRow.Differences(rows) : null;
                        }
                    }
                },
                cancellationToken).ConfigureAwait(false);
        }
    }
}
