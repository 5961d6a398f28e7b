namespace DeployOps.Engine.Releases.Diagnosis.Rules;

/// <summary>What databases and migrations say.</summary>
internal static class DataRules
{
    public static IReadOnlyList<ErrorRule> All { get; } =
    [
        new(DiagnosisCause.DataUnusable, 95, @"database files are incompatible with server|data directory was initialized by PostgreSQL version|(?:Invalid|unsupported) (?:MySQL|InnoDB) .{0,40}(?:downgrade|version)", "the data on disk belongs to another major version of the server.", "PostgreSQL: miscinit.c; MySQL"),
        new(DiagnosisCause.DataUnusable, 94, @"could not locate a valid checkpoint record|invalid page in block|Bad file format reading the append only file|Short read or OOM loading DB|InnoDB: .{0,40}corrupt|Wrong signature trying to load DB", "the data on disk is damaged.", "PostgreSQL; Redis; MySQL"),
        new(DiagnosisCause.DataUnusable, 90, @"initdb: error: directory "".*"" exists but is not empty|Permissions should be u=rwx", "the data folder is not one that PostgreSQL made, or its rights are too wide.", "PostgreSQL: initdb"),
        new(DiagnosisCause.DatabaseMissing, 90, @"database ""(?<user>[^""]+)"" does not exist|Unknown database '(?<user>[^']+)'|\b3D000\b", "the server has no database {user}.", "PostgreSQL, SQLSTATE 3D000; MySQL, error 1049"),
        new(DiagnosisCause.DatabaseDown, 82, @"the database system is (?:starting up|shutting down|in recovery mode)|the database system is not yet accepting|LOADING Redis is loading|server closed the connection unexpectedly|terminating connection due to", "the database is not ready to take connections.", "PostgreSQL, SQLSTATE 57P03; Redis"),
        new(DiagnosisCause.TooManyConnections, 92, @"too many clients already|remaining connection slots are reserved|\b53300\b|Too many connections|max number of clients reached", "the database takes no further connection.", "PostgreSQL, SQLSTATE 53300; MySQL, error 1040; Redis"),

        new(DiagnosisCause.MigrationFailed, 93, @"Can't locate revision identified by|alembic\.util\.exc\.CommandError|Multiple head revisions are present|Target database is not up to date", "the migration does not fit the state of the database.", "Alembic"),
        new(DiagnosisCause.MigrationFailed, 92, @"Dirty database version|Flyway\w*Exception|Validate failed: Migrations have failed|LiquibaseException|liquibase\.exception|InconsistentMigrationHistory|PendingMigrationError|P300\d\b", "the migration did not go through.", "golang-migrate; Flyway; Liquibase; Django; Rails; Prisma"),
        new(DiagnosisCause.MigrationFailed, 90, @"migration(?:s)? (?:file )?(?:""?\S+""? )?(?:has |have |was )?failed|failed to (?:apply|run|execute) migrations?|error (?:while |during )?(?:applying|running) migrations?", "the migration did not go through.", "applications: wording in use; knex; TypeORM"),
        new(DiagnosisCause.MigrationFailed, 76, @"relation ""[^""]+"" (?:does not exist|already exists)|column ""?[\w.]+""? (?:of relation ""[^""]+"" )?(?:does not exist|already exists)|no such table: |UndefinedTable|Table '[^']+' doesn't exist", "the tables are not those that the application expects: a migration is missing.", "PostgreSQL, SQLSTATE 42P01, 42P07, 42703; SQLite; MySQL"),
    ];
}
