using DeployOps.Engine.Backups.Stores;
using DeployOps.Engine.Backups.Stores.Postgres;
using DeployOps.Engine.DataStores;
using DeployOps.Integration.Tests.Requirements;
using Xunit;

namespace DeployOps.Integration.Tests.Backups.Postgres;

/// <summary>A database is asked whether it can be restored into before any store is touched.</summary>
public sealed class PostgresTargetLookTests(BackedUpServer server) : IClassFixture<BackedUpServer>
{
    [PostgresFact]
    public async Task One_that_is_read_only_one_without_rights_and_one_with_tables_of_others_are_named()
    {
        using var files = await BackedUpServer.DumpAsync(await server.CreateAsync("CREATE TABLE t (a int)"));
        var target = await server.CreateAsync("CREATE TABLE mine (a int)", "CREATE SCHEMA own", "CREATE TABLE own.more (a int)");
        var name = target.Store.Postgres!.Database;
        Task<IReadOnlyList<string>> LookAsync(DataStoreAccess access) =>
            BackedUpServer.Backup().DemandRestorableAsync(access, files, new StoreRestoration(true, "custom"), BackedUpServer.Run, default);
        Assert.Empty(await LookAsync(target));

        // Whoever owns the schema may drop what is in it.
        await server.RunAsync(name, "CREATE TABLE own.foreign_one (a int)");
        Assert.Empty(await LookAsync(target));
        await server.RunAsync(name, "CREATE SCHEMA theirs; CREATE TABLE theirs.t (a int); CREATE TABLE theirs.parted (a int) PARTITION BY LIST (a); CREATE TABLE theirs.part PARTITION OF theirs.parted DEFAULT");
        var foreign = await Assert.ThrowsAsync<PostgresNotRestorableException>(() => LookAsync(target));
        Assert.Contains("2 table(s) in it belong to another role", foreign.Message, StringComparison.Ordinal);
        await server.RunAsync(name, "DROP SCHEMA theirs CASCADE");

        await server.RunAsync(name, $"ALTER DATABASE {name} SET default_transaction_read_only TO on");
        Assert.Contains("read-only", (await Assert.ThrowsAsync<PostgresNotRestorableException>(() => LookAsync(target))).Message, StringComparison.Ordinal);
        await server.RunAsync("postgres", $"ALTER DATABASE {name} RESET ALL");

        await server.RunAsync(name, "REVOKE CREATE ON SCHEMA public FROM PUBLIC");
        Assert.Contains("create nothing", (await Assert.ThrowsAsync<PostgresNotRestorableException>(() => LookAsync(server.Access(name, "small:small")))).Message, StringComparison.Ordinal);
        Assert.Equal(0, await server.LeftAsync());
    }
}
