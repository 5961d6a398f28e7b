using DeployOps.Engine.Backups;
using DeployOps.Engine.Backups.Reports;
using DeployOps.Engine.Backups.Sets;
using Xunit;

namespace DeployOps.Engine.Tests.Backups;

public sealed class AmountsTests
{
    [Theory]
    [InlineData(1, "set", "1 set")]
    [InlineData(1000, "node", "1,000 nodes")]
    [InlineData(3, "index", "3 indexes")]
    [InlineData(2, "function library", "2 function libraries")]
    [InlineData(2, "key", "2 keys")]
    [InlineData(0, "relationship", "0 relationships")]
    public void Things_are_counted_in_words(long count, string thing, string text) => Assert.Equal(text, Amounts.Number(count, thing));

    [Fact]
    public void A_set_of_another_installation_and_one_that_could_not_be_looked_at_say_so()
    {
        var look = new VerificationRecord { At = DateTimeOffset.UnixEpoch, Level = VerificationLevel.Read, Passed = true };
        var set = new BackupSet
        {
            Id = "20261121T020000Z-4f2a",
            Path = "/sets/20261121T020000Z-4f2a",
            Manifest = new BackupManifest { Id = "20261121T020000Z-4f2a", Project = "shop", Stack = "shop", State = BackupState.Complete, StartedAt = DateTimeOffset.UnixEpoch, Verifications = [look] },
        };

        Assert.Equal("", Amounts.Remarks(set));
        Assert.Equal("of compose project 'stage'", Amounts.Remarks(set with { OtherOrigin = "compose project 'stage'" }));
        Assert.Equal("the last look (Read) did NOT pass", Amounts.Remarks(Looked(set, look with { Passed = false, Findings = ["a row is missing"] })));
        Assert.Equal("the last look (Read) could not be made", Amounts.Remarks(Looked(set, look with { Passed = false, Obstacles = ["no passphrase"] })));
    }

    private static BackupSet Looked(BackupSet set, VerificationRecord look) => set with { Manifest = set.Manifest! with { Verifications = [look] } };
}
