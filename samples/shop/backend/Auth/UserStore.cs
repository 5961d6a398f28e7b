using Npgsql;
using Shop.Backend.Database;
using Shop.Backend.Errors;

namespace Shop.Backend.Auth;

internal sealed record User(Guid Id, string Email, string Role, string Tenant, DateTime CreatedAt);

internal sealed class UserStore(NpgsqlDataSource source)
{
    private const string Columns = "id, email, role, tenant, created_at";

    public async Task<User> AddAsync(string email, string password, string role, string tenant, CancellationToken cancellation)
    {
        try
        {
            var rows = await source.QueryAsync(
                $"INSERT INTO users (id, email, password_hash, role, tenant) VALUES ($1, $2, $3, $4, $5) RETURNING {Columns}",
                Read, cancellation, Guid.NewGuid(), email, PasswordHash.Create(password), role, tenant);
            return rows[0];
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            throw ApiException.Conflict("email_taken", "There is an account with this address");
        }
    }

    public async Task<User?> FindAsync(string email, string password, CancellationToken cancellation)
    {
        var rows = await source.QueryAsync(
            $"SELECT {Columns}, password_hash FROM users WHERE email = $1",
            row => (User: Read(row), Hash: row.GetString(5)), cancellation, email);
        return rows is [var found] && PasswordHash.Matches(password, found.Hash) ? found.User : null;
    }

    public async Task<User?> FindAsync(Guid id, CancellationToken cancellation) =>
        (await source.QueryAsync($"SELECT {Columns} FROM users WHERE id = $1", Read, cancellation, id)).FirstOrDefault();

    public Task<List<User>> AllAsync(CancellationToken cancellation) =>
        source.QueryAsync($"SELECT {Columns} FROM users ORDER BY created_at DESC LIMIT 200", Read, cancellation);

    public Task<List<User>> OfTenantAsync(string tenant, CancellationToken cancellation) =>
        source.QueryAsync($"SELECT {Columns} FROM users WHERE tenant = $1 ORDER BY created_at DESC LIMIT 200", Read, cancellation, tenant);

    public async Task<bool> SetRoleAsync(Guid id, string role, CancellationToken cancellation) =>
        await source.ExecuteAsync("UPDATE users SET role = $2 WHERE id = $1", cancellation, id, role) == 1;

    public Task RemoveAsync(Guid id, CancellationToken cancellation) =>
        source.ExecuteAsync("DELETE FROM users WHERE id = $1", cancellation, id);

    public async Task<bool> ExistsAsync(string email, CancellationToken cancellation) =>
        (await source.QueryAsync("SELECT 1 FROM users WHERE email = $1", row => row.GetInt32(0), cancellation, email)).Count > 0;

    public Task RevokeAsync(Claims claims, CancellationToken cancellation) => source.ExecuteAsync(
        """
        WITH expired AS (DELETE FROM revoked_tokens WHERE expires_at < now())
        INSERT INTO revoked_tokens (token_id, expires_at) VALUES ($1, to_timestamp($2)) ON CONFLICT DO NOTHING
        """, cancellation, claims.Jti, (double)claims.Exp);

    public async Task<bool> IsRevokedAsync(Guid token, CancellationToken cancellation) =>
        (await source.QueryAsync("SELECT 1 FROM revoked_tokens WHERE token_id = $1", row => row.GetInt32(0), cancellation, token)).Count > 0;

    private static User Read(NpgsqlDataReader row) =>
        new(row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetDateTime(4));
}
