using DeployOps.Engine.Files.Permissions;
using Xunit;

namespace DeployOps.Engine.Tests.Files;

public sealed class WindowsAccessTests
{
    private const string Owner = "S-1-5-21-1-2-3-1001";
    private const string Caller = "S-1-5-21-1-2-3-1002";
    private const string Stranger = "S-1-5-21-1-2-3-1003";

    [Fact]
    public void Owner_caller_system_and_administrators_are_trusted() =>
        Assert.Empty(Judge(Owner, Owner, Caller, WindowsAccess.LocalSystem, WindowsAccess.Administrators, "S-1-3-4"));

    [Theory]
    [InlineData("S-1-1-0", "Everyone may read it")]
    [InlineData("S-1-5-11", "Authenticated Users may read it")]
    [InlineData("S-1-5-32-545", "Users may read it")]
    [InlineData(Stranger, "SHOP\\somebody may read it")]
    public void Others_are_named(string sid, string text) => Assert.Equal(text, Assert.Single(Judge(Owner, Owner, sid)).Text);

    [Fact]
    public void What_is_inherited_and_what_may_change_is_said()
    {
        var entries = new[] { new WindowsAccessEntry("S-1-5-32-545", "BUILTIN\\Users", Reads: true, Changes: true, Inherited: true) };

        Assert.Equal("Users may read and change it (inherited from its folder)", Assert.Single(WindowsAccess.Weaknesses(entries, Owner, Caller)).Text);
    }

    [Fact]
    public void An_entry_without_rights_over_the_content_does_not_count() =>
        Assert.Empty(WindowsAccess.Weaknesses([new WindowsAccessEntry("S-1-1-0", "Everyone", Reads: false, Changes: false, Inherited: false)], Owner, Caller));

    [Fact]
    public void No_list_lets_everyone_in() => Assert.Contains("everyone", Assert.Single(WindowsAccess.Weaknesses(null, Owner, Caller)).Text, StringComparison.Ordinal);

    [Fact]
    public void A_wide_group_as_owner_is_named_and_not_trusted()
    {
        var weaknesses = Judge("S-1-5-32-545", "S-1-5-32-545");

        Assert.Equal([FileWeaknessKind.Owner, FileWeaknessKind.Rights], weaknesses.Select(weakness => weakness.Kind));
    }

    private static List<FileWeakness> Judge(string owner, params string[] readers) =>
        [.. WindowsAccess.Weaknesses([.. readers.Select(sid => new WindowsAccessEntry(sid, "SHOP\\somebody", Reads: true, Changes: false, Inherited: false))], owner, Caller)];
}
