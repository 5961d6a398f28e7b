using DeployOps.Engine.Checks;
using DeployOps.Engine.Checks.Host;
using DeployOps.Engine.Checks.Release;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Tests.Releases;
using Xunit;

namespace DeployOps.Engine.Tests.Checks.Release;

/// <summary>Rows RB11, RB12, RB13 and RB17.</summary>
public sealed class LogChecksTests
{
    [Fact]
    public async Task REL008_looking_leaves_nothing_behind()
    {
        using var fixture = new ReleaseCheckFixture();
        Assert.Equal(FindingStatus.Pass, await fixture.StatusAsync(new LogIsWritable()));
        Assert.Empty(Directory.GetFileSystemEntries(fixture.Project.Root));
        await fixture.RecordAsync(ReleaseLogProject.Success());
        var before = await File.ReadAllBytesAsync(fixture.Project.FullPath("release.log"));
        Assert.Equal(FindingStatus.Pass, await fixture.StatusAsync(new LogIsWritable()));
        Assert.Equal(before, await File.ReadAllBytesAsync(fixture.Project.FullPath("release.log")));
    }

    [Fact]
    public async Task REL008_names_a_missing_folder_a_folder_in_its_place_and_a_file_in_place_of_the_side_folder()
    {
        using var fixture = new ReleaseCheckFixture();
        fixture.Project = fixture.Project with { ReleaseLog = new ReleaseLogSettings { Path = "ops/release.log" } };
        Assert.Equal((FindingStatus.Fail, "ops/release.log"), await StatusAndFile());
        Directory.CreateDirectory(fixture.Project.FullPath("ops/release.log"));
        Assert.Equal((FindingStatus.Fail, "ops/release.log"), await StatusAndFile());

        async Task<(FindingStatus, string?)> StatusAndFile()
        {
            var finding = await fixture.AskOneAsync(new LogIsWritable());
            return (finding.Status, finding.File);
        }
    }

    [Fact]
    public async Task REL008_warns_of_a_log_that_is_held_open()
    {
        using var fixture = new ReleaseCheckFixture();
        await fixture.RecordAsync(ReleaseLogProject.Success());
        await using var editor = new FileStream(fixture.Project.FullPath("release.log"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.Equal(FindingStatus.Warn, await fixture.StatusAsync(new LogIsWritable()));
    }

    [Fact]
    public async Task REL009_and_REL010_look_at_the_template()
    {
        using var fixture = new ReleaseCheckFixture();
        Assert.Equal(FindingStatus.Pass, await fixture.StatusAsync(new TemplateIsUsable()));
        Assert.Equal(FindingStatus.Pass, await fixture.StatusAsync(new TemplateShowsWhatIsNeeded()));

        fixture.Project = fixture.Project with { ReleaseLog = new ReleaseLogSettings { Template = "own.template" } };
        Assert.Equal(FindingStatus.Fail, await fixture.StatusAsync(new TemplateIsUsable()));
        fixture.Write("own.template", "{{tag}}\n{{nonsense}}\n");
        var finding = await fixture.AskOneAsync(new TemplateIsUsable());
        Assert.Equal((FindingStatus.Fail, "own.template", 2), (finding.Status, finding.File, finding.Line));
        Assert.Equal(FindingStatus.Blocked, await fixture.StatusAsync(new TemplateShowsWhatIsNeeded()));

        fixture.Write("own.template", "{{tag}} {{result}} {{started}}\n");
        Assert.Equal(FindingStatus.Pass, await fixture.StatusAsync(new TemplateIsUsable()));
        var findings = await fixture.AskAsync(new TemplateShowsWhatIsNeeded());
        Assert.Equal([FindingStatus.Fail, FindingStatus.Fail], findings.Select(missing => missing.Status));
        Assert.EndsWith(": logs", findings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task REL011_a_release_without_an_end_is_named()
    {
        using var fixture = new ReleaseCheckFixture();
        Assert.Equal(FindingStatus.NotApplicable, await fixture.StatusAsync(new LastReleaseEnded()));
        var start = ReleaseLogProject.Success("2026.01.14") with { Result = ReleaseResult.Started, Finished = null };
        await fixture.RecordAsync(start);
        var finding = await fixture.AskOneAsync(new LastReleaseEnded());
        Assert.Equal((FindingStatus.Warn, "2026.01.14", 1), (finding.Status, finding.Subject, finding.Line));
        await fixture.RecordAsync(ReleaseLogProject.Success("2026.01.13"));
        Assert.Equal(FindingStatus.Warn, await fixture.StatusAsync(new LastReleaseEnded()));
        await fixture.RecordAsync(ReleaseLogProject.Failed("2026.01.14"));
        Assert.Equal(FindingStatus.Pass, await fixture.StatusAsync(new LastReleaseEnded()));
    }

    [Fact]
    public async Task REL012_damage_is_named_with_its_line()
    {
        using var fixture = new ReleaseCheckFixture();
        await fixture.RecordAsync(ReleaseLogProject.Success());
        Assert.Equal(FindingStatus.Pass, await fixture.StatusAsync(new LogIsUndamaged()));
        var log = fixture.Project.FullPath("release.log");
        await File.WriteAllTextAsync(log, "by hand\n" + (await File.ReadAllTextAsync(log)).Replace("Succeeded", "Failed", StringComparison.Ordinal));
        var finding = await fixture.AskOneAsync(new LogIsUndamaged());
        Assert.Equal((FindingStatus.Warn, "release.log", 2, "record 1"), (finding.Status, finding.File, finding.Line, finding.Subject));
    }

    [Fact]
    public async Task REL013_the_log_and_its_side_folder_are_ignored_and_not_tracked()
    {
        using var fixture = new ReleaseCheckFixture { Repository = new StubRepository() };
        Assert.Equal(["release.log", ".deployops"], (await fixture.AskAsync(new LogStaysOutOfGit())).Select(finding => finding.Subject));
        fixture.Repository.Ignored.UnionWith(["release.log", ".deployops/"]);
        Assert.Equal(FindingStatus.Pass, await fixture.StatusAsync(new LogStaysOutOfGit()));
        fixture.Repository.Tracked.Add("release.log");
        Assert.Equal((FindingStatus.Fail, "release.log"), ((await fixture.AskOneAsync(new LogStaysOutOfGit())).Status, "release.log"));
    }

    [Fact]
    public async Task REL014_the_recorded_images_are_still_there()
    {
        using var fixture = new ReleaseCheckFixture();
        Dictionary<string, string> images = [];
        void Docker(CheckContext context) => context.Provide(new DockerFact
        {
            HasCommand = true,
            EngineAnswers = true,
            ImageIdAsync = (reference, _) => Task.FromResult(images.GetValueOrDefault(reference)),
        });
        Assert.Equal(FindingStatus.NotApplicable, await fixture.StatusAsync(new PreviousImagesArePresent(), Docker));
        await fixture.RecordAsync(ReleaseLogProject.Success() with
        {
            Images = [new ReleaseImage("backend", "backend:2026.01.14", "sha256:0123456789abcdef"), new ReleaseImage("db", "db:2026.01.14")],
        });
        await fixture.RecordAsync(ReleaseLogProject.Failed("2026.01.15") with { Images = [new ReleaseImage("x", "never:asked")] });
        Assert.Equal(
            [(FindingStatus.Fail, "backend:2026.01.14"), (FindingStatus.Fail, "db:2026.01.14")],
            (await fixture.AskAsync(new PreviousImagesArePresent(), Docker)).Select(finding => (finding.Status, finding.Subject)));
        images["backend:2026.01.14"] = "sha256:0123456789abcdef";
        images["db:2026.01.14"] = "sha256:1";
        Assert.Equal(FindingStatus.Pass, await fixture.StatusAsync(new PreviousImagesArePresent(), Docker));
        images["backend:2026.01.14"] = "sha256:1123456789abcdef";
        Assert.Equal(FindingStatus.Warn, await fixture.StatusAsync(new PreviousImagesArePresent(), Docker));
        Assert.Equal(FindingStatus.Skipped, await fixture.StatusAsync(new PreviousImagesArePresent(), context => context.Provide(new DockerFact { HasCommand = true })));
        await fixture.RecordAsync(ReleaseLogProject.Success("2026.01.16") with { Images = [] });
        Assert.Equal(FindingStatus.Warn, await fixture.StatusAsync(new PreviousImagesArePresent(), Docker));
    }
}
