using Npgsql;

namespace Shop.Backend.Database;

/// <summary>Short forms for one statement with positional parameters.</summary>
internal static class Sql
{
    public static async Task<int> ExecuteAsync(
        this NpgsqlDataSource source, string statement, CancellationToken cancellation, params object[] parameters)
    {
        await using var command = source.CreateCommand(statement);
        Bind(command, parameters);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    public static async Task<int> ExecuteAsync(
        this NpgsqlConnection connection, string statement, CancellationToken cancellation, params object[] parameters)
    {
        await using var command = new NpgsqlCommand(statement, connection);
        Bind(command, parameters);
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    public static async Task<List<T>> QueryAsync<T>(
        this NpgsqlDataSource source, string statement, Func<NpgsqlDataReader, T> read, CancellationToken cancellation,
        params object[] parameters)
    {
        await using var command = source.CreateCommand(statement);
        Bind(command, parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        List<T> rows = [];
        while (await reader.ReadAsync(cancellation))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private static void Bind(NpgsqlCommand command, object[] parameters)
    {
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = parameter });
        }
    }
}
