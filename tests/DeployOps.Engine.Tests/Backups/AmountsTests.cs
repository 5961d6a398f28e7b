using DeployOps.Engine.Backups.Reports;
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
}
