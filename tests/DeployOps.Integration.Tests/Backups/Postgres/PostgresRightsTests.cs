using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Project.Sections;
using DeployOps.Integration.Tests.Requirements;
using Xunit;

namespace DeployOps.Integration.Tests.Backups.Postgres;

/// <summary>What a database grants to roles comes back with a restore, as far as the roles are there.</summary>
public sealed class PostgresRightsTests(BackedUpServer server) : IClassFixture<BackedUpServer>
{
    // Everything that is granted to a role of these tests in a database.
    private const string Granted = """
        SELECT COALESCE(string_agg(line, ' | ' ORDER BY line), '') FROM (
            SELECT c.relname || ' ' || a.privilege_type AS line FROM pg_class c, aclexplode(c.relacl) a WHERE a.grantee::regrole::text = 'ROLE'
            UNION ALL SELECT c.relname || '.' || t.attname || ' ' || a.privilege_type FROM pg_attribute t JOIN pg_class c ON c.oid = t.attrelid, aclexplode(t.attacl) a WHERE a.grantee::regrole::text = 'ROLE'
            UNION ALL SELECT n.nspname || ' ' || a.privilege_type FROM pg_namespace n, aclexplode(n.nspacl) a WHERE a.grantee::regrole::text = 'ROLE'
            UNION ALL SELECT p.proname || ' ' || a.privilege_type FROM pg_proc p, aclexplode(p.proacl) a WHERE a.grantee::regrole::text = 'ROLE'
            UNION ALL SELECT 'default ' || d.defaclobjtype::text || ' ' || a.privilege_type FROM pg_default_acl d, aclexplode(d.defaclacl) a WHERE a.grantee::regrole::text = 'ROLE') granted
        """;

    [PostgresFact]
    public Task They_come_back_into_an_empty_database_and_over_a_living_one() => ComeBackAsync("custom", new BackupPostgresSettings());

    [PostgresFact]
    public Task They_come_back_from_the_directory_format() => ComeBackAsync("directory", new BackupPostgresSettings { Format = PostgresDumpFormat.Directory, Jobs = 2 });

    private async Task ComeBackAsync(string format, BackupPostgresSettings settings)
    {
        var role = await RoleAsync();
        var source = await SourceAsync(role);
        var wanted = await GrantedAsync(source, role);
        Assert.Equal("Odd \"t\" SELECT | default r SELECT | f EXECUTE | private USAGE | t INSERT | t SELECT | t.b UPDATE", wanted);
        using var files = await BackedUpServer.DumpAsync(source, settings);
        var notes = new List<string>();
        var run = BackedUpServer.Run with { OnNote = notes.Add };

        var target = await server.CreateAsync();
        await BackedUpServer.Backup().RestoreAsync(target, files, new StoreRestoration(false, format), run, default);
        Assert.Equal(wanted, await GrantedAsync(target, role));
        Assert.Contains("Rights granted to roles were put back", Assert.Single(notes), StringComparison.Ordinal);

        notes.Clear();
        await BackedUpServer.RunAsync(source, $"REVOKE SELECT ON t FROM {role}");
        await BackedUpServer.Backup().RestoreAsync(source, files, new StoreRestoration(true, format), run, default);
        Assert.Equal(wanted, await GrantedAsync(source, role));
    }

    [PostgresFact]
    public async Task A_role_that_is_missing_costs_its_own_rights_and_is_noted()
    {
        var (role, gone) = (await RoleAsync(), await RoleAsync());
        var source = await SourceAsync(role);
        await BackedUpServer.RunAsync(source, $"GRANT SELECT ON t TO {gone}");
        using var files = await BackedUpServer.DumpAsync(source);
        await server.RunAsync(source.Store.Postgres!.Database, $"DROP OWNED BY {gone}; DROP ROLE {gone}");
        var notes = new List<string>();

        var target = await server.CreateAsync();
        var restored = await BackedUpServer.Backup().RestoreAsync(target, files, new StoreRestoration(false, "custom"), BackedUpServer.Run with { OnNote = notes.Add }, default);

        Assert.Contains(restored.Counts, count => count is { Name: "public.t", Count: 1 });
        Assert.Equal(await GrantedAsync(source, role), await GrantedAsync(target, role));
        Assert.Contains("1 were refused, whole or in part: TABLE t (", Assert.Single(notes), StringComparison.Ordinal);
        Assert.Contains("42704", notes[0], StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_rehearsal_asks_for_no_roles()
    {
        using var files = await BackedUpServer.DumpAsync(await SourceAsync(await RoleAsync()));
        var notes = new List<string>();

        await BackedUpServer.Backup().RestoreAsync(
            await server.CreateAsync(), files, new StoreRestoration(false, "custom") { WithRights = false }, BackedUpServer.Run with { OnNote = notes.Add }, default);

        Assert.Empty(notes);
    }

    private async Task<string> RoleAsync()
    {
        var role = $"r{Guid.NewGuid():N}";
        await server.RunAsync("postgres", $"CREATE ROLE {role}");
        return role;
    }

    private Task<DataStoreAccess> SourceAsync(string role) => server.CreateAsync(
        "CREATE TABLE t (a int, b text)",
        "INSERT INTO t VALUES (1, 'x')",
        "CREATE TABLE \"Odd \"\"t\"\"\" (a int)",
        "CREATE SCHEMA private",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "REVOKE EXECUTE ON FUNCTION f() FROM PUBLIC",
        $"GRANT SELECT, INSERT ON t TO {role}",
        $"GRANT UPDATE (b) ON t TO {role}",
        $"GRANT SELECT ON \"Odd \"\"t\"\"\" TO {role}",
        $"GRANT USAGE ON SCHEMA private TO {role}",
        $"GRANT EXECUTE ON FUNCTION f() TO {role}",
        $"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO {role}");

    private async Task<string> GrantedAsync(DataStoreAccess access, string role) =>
        (string)(await server.RunAsync(access.Store.Postgres!.Database, Granted.Replace("ROLE", role, StringComparison.Ordinal)))!;
}
