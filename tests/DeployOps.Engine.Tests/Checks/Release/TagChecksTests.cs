using DeployOps.Engine.Checks;
using DeployOps.Engine.Checks.Release;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Tests.Releases;
using Xunit;

namespace DeployOps.Engine.Tests.Checks.Release;

/// <summary>Row RB6.</summary>
public sealed class TagChecksTests
{
    [Theory]
    [InlineData("TAG=2026.01.14\n", null, null, FindingStatus.Pass)]
    [InlineData("A=b\n", "2026.01.14", null, FindingStatus.Pass)]
    [InlineData("A=b\n", null, "2026.01.14", FindingStatus.Pass)]
    [InlineData("A=b\n", null, null, FindingStatus.Fail)]
    [InlineData("A=b\nTAG=\n", null, null, FindingStatus.Fail)]
    public async Task REL001_the_tag_comes_from_the_caller_the_shell_or_the_file(string file, string? named, string? shell, FindingStatus status)
    {
        using var fixture = new ReleaseCheckFixture { Tag = named };
        fixture.Write(".env.prod", file);
        if (shell is not null)
        {
            fixture.Shell["TAG"] = shell;
        }

        var finding = await fixture.AskOneAsync(new TagIsDecided());
        Assert.Equal(status, finding.Status);
        Assert.Equal(file.Contains("TAG=\n", StringComparison.Ordinal) ? (".env.prod", 2) : (null, null), (finding.File, finding.Line));
    }

    [Fact]
    public async Task REL001_a_file_that_cannot_be_read_blocks_only_when_the_tag_rests_on_it()
    {
        using var fixture = new ReleaseCheckFixture();
        fixture.Write(".env.prod", "A='open\n");
        Assert.Equal(FindingStatus.Blocked, await fixture.StatusAsync(new TagIsDecided()));
        fixture.Tag = "2026.01.14";
        Assert.Equal(FindingStatus.Pass, await fixture.StatusAsync(new TagIsDecided()));
    }

    [Theory]
    [InlineData("2026.01.14", TagFormat.Any, FindingStatus.Pass)]
    [InlineData("a1b2c3d", TagFormat.Any, FindingStatus.Pass)]
    [InlineData("latest", TagFormat.Any, FindingStatus.Fail)]
    [InlineData("2026.02.30", TagFormat.Any, FindingStatus.Fail)]
    [InlineData("a1b2c3d", TagFormat.Date, FindingStatus.Fail)]
    [InlineData("", TagFormat.Any, FindingStatus.Blocked)]
    public async Task REL002_the_tag_follows_the_rule(string tag, TagFormat format, FindingStatus status)
    {
        using var fixture = new ReleaseCheckFixture();
        fixture.Write(".env.prod", $"TAG={tag}\n");
        fixture.Project = fixture.Project with { Tag = new TagSettings { Format = format } };
        var finding = await fixture.AskOneAsync(new TagIsWellFormed());
        Assert.Equal(status, finding.Status);
        Assert.Equal(status == FindingStatus.Fail ? 1 : null, finding.Line);
    }

    [Fact]
    public async Task REL003_a_named_tag_and_the_file_agree()
    {
        using var fixture = new ReleaseCheckFixture();
        fixture.Write(".env.prod", "X=1\nTAG=2026.01.13\n");
        Assert.Equal(FindingStatus.NotApplicable, await fixture.StatusAsync(new NamedTagIsTheOneComposeUses()));
        fixture.Tag = "2026.01.13";
        Assert.Equal(FindingStatus.Pass, await fixture.StatusAsync(new NamedTagIsTheOneComposeUses()));
        fixture.Tag = "2026.01.14";
        var finding = await fixture.AskOneAsync(new NamedTagIsTheOneComposeUses());
        Assert.Equal((FindingStatus.Warn, ".env.prod", 2), (finding.Status, finding.File, finding.Line));
        fixture.Shell["TAG"] = "2026.01.12";
        Assert.Null((await fixture.AskOneAsync(new NamedTagIsTheOneComposeUses())).File);
    }

    [Theory]
    [InlineData("a1b2c3d", FindingStatus.Pass)]
    [InlineData("b1b2c3d", FindingStatus.Fail)]
    [InlineData("2026.01.14", FindingStatus.NotApplicable)]
    [InlineData("nonsense", FindingStatus.NotApplicable)]
    public async Task REL004_a_commit_tag_exists(string tag, FindingStatus status)
    {
        using var fixture = new ReleaseCheckFixture { Tag = tag, Repository = new StubRepository { Commits = { "a1b2c3d" } } };
        Assert.Equal(status, await fixture.StatusAsync(new CommitTagExists()));
    }

    [Theory]
    [InlineData("a1b2c3d", "a1b2c3d", FindingStatus.Pass)]
    [InlineData("a1b2c3d", "a1b2c3d4e", FindingStatus.Pass)]
    [InlineData("a1b2c3d4e5", "a1b2c3d", FindingStatus.Pass)]
    [InlineData("a1b2c3d", "c1b2c3d", FindingStatus.Warn)]
    [InlineData("a1b2c3d", null, FindingStatus.Warn)]
    [InlineData("2026.01.14", "c1b2c3d", FindingStatus.NotApplicable)]
    public async Task REL005_a_commit_tag_is_checked_out(string tag, string? current, FindingStatus status)
    {
        using var fixture = new ReleaseCheckFixture { Tag = tag, Repository = new StubRepository { Current = current } };
        Assert.Equal(status, await fixture.StatusAsync(new CommitTagIsCheckedOut()));
    }

    [Theory]
    [InlineData("2026.01.14", FindingStatus.Pass)]
    [InlineData("2026.01.15", FindingStatus.Pass)]
    [InlineData("2026.01.16", FindingStatus.Warn)]
    [InlineData("2025.01.14", FindingStatus.Warn)]
    [InlineData("2025.12.31-2", FindingStatus.Pass)]
    [InlineData("a1b2c3d", FindingStatus.NotApplicable)]
    public async Task REL006_a_date_tag_lies_near_today(string tag, FindingStatus status)
    {
        using var fixture = new ReleaseCheckFixture { Tag = tag };
        Assert.Equal(status, await fixture.StatusAsync(new DateTagIsNear()));
    }

    [Fact]
    public async Task REL015_a_tag_that_went_live_is_not_built_again()
    {
        using var fixture = new ReleaseCheckFixture { Tag = "2026.01.14" };
        Assert.Equal(FindingStatus.NotApplicable, await fixture.StatusAsync(new TagNeverWentLive()));
        await fixture.RecordAsync(ReleaseLogProject.Failed("2026.01.14"));
        Assert.Equal(FindingStatus.Pass, await fixture.StatusAsync(new TagNeverWentLive()));
        await fixture.RecordAsync(ReleaseLogProject.Success("2026.01.14"));
        var finding = await fixture.AskOneAsync(new TagNeverWentLive());
        Assert.Equal((FindingStatus.Warn, "release.log"), (finding.Status, finding.File));
        Assert.True(finding.Line > 1);
    }
}
