using Npgsql;
using Shop.Backend.Database;
using Shop.Backend.Errors;

namespace Shop.Backend.Projects;

internal sealed record Project(Guid Id, Guid UserId, string Name, string Description, DateTime CreatedAt);

internal sealed class ProjectStore(NpgsqlDataSource source)
{
    private const string Columns = "id, user_id, name, description, created_at";

    /// <summary>A project comes with its first thread, message and draft; all four are there, or none.</summary>
    public async Task AddAsync(Project project, string? idempotencyKey, string requestHash, CancellationToken cancellation)
    {
        var thread = Guid.NewGuid();
        await using var connection = await source.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        try
        {
            await connection.ExecuteAsync(
                $"INSERT INTO user_projects ({Columns}) VALUES ($1, $2, $3, $4, $5)", cancellation,
                project.Id, project.UserId, project.Name, project.Description, project.CreatedAt);
            await connection.ExecuteAsync(
                "INSERT INTO threads (id, project_id, title) VALUES ($1, $2, $3)", cancellation, thread, project.Id, project.Name);
            await connection.ExecuteAsync(
                "INSERT INTO messages (thread_id, author, body) VALUES ($1, 'system', $2)", cancellation, thread, "Project created");
            await connection.ExecuteAsync(
                "INSERT INTO drafts (id, thread_id, revision, body) VALUES ($1, $2, 1, $3)", cancellation,
                Guid.NewGuid(), thread, project.Description);
            if (idempotencyKey is not null)
            {
                await connection.ExecuteAsync(
                    "INSERT INTO idempotency_keys (user_id, key, request_hash, project_id) VALUES ($1, $2, $3, $4)", cancellation,
                    project.UserId, idempotencyKey, requestHash, project.Id);
            }

            await transaction.CommitAsync(cancellation);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw error.ConstraintName == "idempotency_keys_pkey"
                ? ApiException.Conflict("idempotency_in_flight", "The same request is being carried out")
                : ApiException.Conflict("project_exists", "There is a project of this name");
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            throw ApiException.Unauthorized("The account of this token is gone");
        }
    }

    public async Task<(Guid Project, string RequestHash)?> EarlierAsync(Guid user, string key, CancellationToken cancellation)
    {
        var rows = await source.QueryAsync(
            "SELECT project_id, request_hash FROM idempotency_keys WHERE user_id = $1 AND key = $2",
            row => (row.GetGuid(0), row.GetString(1)), cancellation, user, key);
        return rows is [var found] ? found : null;
    }

    public Task<List<Project>> ListAsync(Guid user, CancellationToken cancellation) => source.QueryAsync(
        $"SELECT {Columns} FROM user_projects WHERE user_id = $1 ORDER BY created_at DESC LIMIT 200", Read, cancellation, user);

    public Task<List<Project>> AllAsync(CancellationToken cancellation) =>
        source.QueryAsync($"SELECT {Columns} FROM user_projects", Read, cancellation);

    public async Task<Project?> FindAsync(Guid id, Guid user, CancellationToken cancellation) => (await source.QueryAsync(
        $"SELECT {Columns} FROM user_projects WHERE id = $1 AND user_id = $2", Read, cancellation, id, user)).FirstOrDefault();

    public async Task<bool> RemoveAsync(Guid id, Guid user, CancellationToken cancellation) =>
        await source.ExecuteAsync("DELETE FROM user_projects WHERE id = $1 AND user_id = $2", cancellation, id, user) == 1;

    private static Project Read(NpgsqlDataReader row) =>
        new(row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetDateTime(4));
}
