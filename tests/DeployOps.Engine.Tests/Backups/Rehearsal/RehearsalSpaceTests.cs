using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Rehearsal;
using DeployOps.Engine.Backups.Sets;
using DeployOps.Engine.DataStores;
using DeployOps.Engine.Tests.Backups.Sets;
using Xunit;

namespace DeployOps.Engine.Tests.Backups.Rehearsal;

/// <summary>A rehearsal must not fill the disk of the live stack.</summary>
public sealed class RehearsalSpaceTests : IDisposable
{
    private const long Mebibyte = 1024 * 1024;
    private readonly SetFolder _sets = new();

    public void Dispose() => _sets.Dispose();

    [Theory]
    [InlineData(1_000L, 100L, 1_456)]
    [InlineData(50L, 100L, 376)]
    [InlineData(null, 100L, 656)]
    public void What_a_copy_needs_follows_the_source_or_the_dump(long? source, long dump, long expected) =>
        Assert.Equal(expected * Mebibyte, RehearsalSpace.NeededBy(Record(source * Mebibyte, dump * Mebibyte)));

    [Fact]
    public void A_disk_without_room_is_named_before_anything_is_started()
    {
        var failure = Assert.Throws<NoRoomForRehearsalException>(() => Space(1_455 * Mebibyte).DemandForProgram(Record(1_000 * Mebibyte, Mebibyte)));

        Assert.Equal(DataStoreKind.Postgres, failure.Store);
        Assert.Contains("1.4 GiB", failure.Message, StringComparison.Ordinal);
        Assert.Contains("-Level Read", failure.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1_457L)]
    [InlineData(null)]
    public void A_disk_with_room_or_one_that_cannot_be_asked_is_no_obstacle(long? free) =>
        Space(free * Mebibyte).DemandForProgram(Record(1_000 * Mebibyte, Mebibyte));

    private static StoreRecord Record(long? source, long dump) => new()
    {
        Kind = DataStoreKind.Postgres,
        Source = "db:5432/shop",
        SourceBytes = source,
        Files = [new BackupFile("postgres.dump", dump, new string('0', 64), dump)],
    };

    private RehearsalSpace Space(long? free) => new(_sets.Project, new BackupPorts { ProcessEnvironment = [] }) { FreeAt = _ => free };
}
