using DeployOps.Engine.Stores.Postgres;
using Npgsql;

namespace DeployOps.Integration.Tests.Stores.Postgres;

internal static class SessionStatements
{
    public static Task<object?> ExecuteAsync(this PostgresSession session, string statement) => session.RunAsync(
        "a statement",
        async (connection, token) =>
        {
            await using var command = new NpgsqlCommand(statement, connection);
            return await command.ExecuteScalarAsync(token);
        },
        CancellationToken.None);
}
