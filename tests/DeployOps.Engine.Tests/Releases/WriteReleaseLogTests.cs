using System.Text;
using DeployOps.Engine.Checks.Release.Log;
using DeployOps.Engine.Files;
using DeployOps.Engine.Project.Sections;
using DeployOps.Engine.Releases.Log;
using Xunit;

namespace DeployOps.Engine.Tests.Releases;

/// <summary>Rows RB11 and RB12: the record for success and failure alike, and the Minimum Failure Record.</summary>
public sealed class WriteReleaseLogTests
{
    private const string Korean = """
        ## {{tag}} 배포 기록
        | 항목 | 값 |
        |---|---|
        | 결과 | {{result}} |
        | 로그 | {{logs}} |
        {{#failure}}
        ### 최소 실패 기록
        > 첫 에러: {{first_error}}
        {{/failure}}
        {{^failure}}
        정상 {{started}}
        {{/failure}}
        {{{{비고}}
        """;

    [Fact]
    public async Task A_success_is_readable_and_comes_back_as_it_was()
    {
        using var project = new ReleaseLogProject();
        var result = await project.WriteAsync(ReleaseLogProject.Success());
        Assert.True(result.Written);
        Assert.Equal(1, result.Record.Sequence);
        foreach (var shown in new[]
        {
            "Release 2026.01.14: Succeeded", "2026-01-14T02:02:03.456Z", "2026-01-14T02:03:03.000Z", "59.5 s", "김운영", "2026.01.07",
            "backend  backend:2026.01.14  sha256:abc", "Passed: 58 passed, 0 failed", "NOT allowed by the data migrations: 0042 drops a column",
            "    /var/log/shop/deploy.log\n    docker compose logs --tail=200", "shop-1",
        })
        {
            Assert.Contains(shown, result.Text, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("Minimum Failure Record", result.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", result.Text, StringComparison.Ordinal);
        var entry = Assert.Single(await project.ReadAsync());
        Assert.Equal(result.Text, entry.Text);
        Assert.Equal(ReleaseRecordJson.Write(result.Record), ReleaseRecordJson.Write(entry.Record));
    }

    [Fact]
    public async Task A_failure_shows_its_minimum_failure_record()
    {
        using var project = new ReleaseLogProject();
        var text = (await project.WriteAsync(ReleaseLogProject.Failed())).Text;
        Assert.Contains("First error    asyncpg.exceptions.InvalidPasswordError\n          at line 2", text, StringComparison.Ordinal);
        Assert.Contains("Owner          박담당", text, StringComparison.Ordinal);
        Assert.Contains("When           2026-01-15T02:03:00.000Z", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_minimum_failure_record_lacks_is_listed_and_nothing_is_written()
    {
        using var project = new ReleaseLogProject();
        var record = ReleaseLogProject.Failed() with { Failure = new FailureRecord { What = "x", Owner = " " }, Tag = "", Logs = [] };
        var failure = await Assert.ThrowsAsync<ReleaseRecordIncompleteException>(() => project.WriteAsync(record));
        Assert.Equal(
            ["Tag", "Logs", "Failure.When", "Failure.Step", "Failure.FirstError", "Failure.LogLocation", "Failure.ActionTaken", "Failure.NextAction", "Failure.Owner"],
            failure.Missing);
        Assert.Equal(8, (await Assert.ThrowsAsync<ReleaseRecordIncompleteException>(
            () => project.WriteAsync(ReleaseLogProject.Success() with { Result = ReleaseResult.Cancelled }))).Missing.Count);
        Assert.Empty(Directory.GetFileSystemEntries(project.Project.Root));
    }

    [Fact]
    public async Task A_korean_markdown_template_keeps_its_layout()
    {
        using var project = new ReleaseLogProject(Korean);
        Assert.Equal(
            """
            ## 2026.01.14 배포 기록
            | 항목 | 값 |
            |---|---|
            | 결과 | Succeeded |
            | 로그 | a\|b<br>c |
            정상 2026-01-14T02:02:03.456Z
            {{비고}}
            """,
            (await project.WriteAsync(ReleaseLogProject.Success() with { Logs = ["a|b", "c"] })).Text);
        Assert.Contains(
            "> 첫 에러: asyncpg.exceptions.InvalidPasswordError\n>       at line 2\n",
            (await project.WriteAsync(ReleaseLogProject.Failed())).Text,
            StringComparison.Ordinal);
        Assert.Equal(2, (await project.ReadAsync()).Count);
    }

    [Theory]
    [InlineData("tag: {{tag}}\n{{owner_name}}", 2, "'owner_name' is no placeholder")]
    [InlineData("a\nb {{tag\n}}", 2, "not closed")]
    [InlineData("{{#failure}}\n\n{{what}}", 1, "'failure' is not closed")]
    [InlineData("{{#failure}}\n{{#notes}}\n{{/failure}}", 3, "'notes' of line 2 must be closed")]
    [InlineData("\n\n{{/failure}}", 3, "was not opened")]
    [InlineData("{{! a\ncomment }}\n{{failure}}", 3, "is a section")]
    [InlineData("{{}}", 1, "'' is no placeholder")]
    [InlineData("{{ Tag }}", 1, "'Tag' is no placeholder")]
    public async Task A_template_that_cannot_be_used_is_named_with_its_line_before_anything_is_written(string template, int line, string reason)
    {
        using var project = new ReleaseLogProject(template);
        var failure = await Assert.ThrowsAsync<ReleaseLogTemplateException>(() => project.WriteAsync(ReleaseLogProject.Success()));
        Assert.Equal((line, "own.template"), (failure.Line, failure.File));
        Assert.Contains(reason, failure.Reason, StringComparison.Ordinal);
        Assert.False(File.Exists(project.Log));
    }

    [Fact]
    public async Task A_template_in_another_encoding_or_missing_is_named()
    {
        using var project = new ReleaseLogProject("x");
        var template = project.Project.FullPath("own.template");
        await File.WriteAllBytesAsync(template, [(byte)'\n', 0xB9, 0xE8, 0xC6, 0xF7]);
        Assert.Equal(2, (await Assert.ThrowsAsync<ReleaseLogTemplateException>(() => project.WriteAsync(ReleaseLogProject.Success()))).Line);
        File.Delete(template);
        await Assert.ThrowsAsync<ReleaseLogTemplateMissingException>(() => project.WriteAsync(ReleaseLogProject.Success()));
        Directory.CreateDirectory(template);
        await Assert.ThrowsAsync<ReleaseLogTemplateMissingException>(() => project.WriteAsync(ReleaseLogProject.Success()));
    }

    [Fact]
    public async Task What_if_returns_the_text_and_touches_nothing()
    {
        using var project = new ReleaseLogProject();
        var result = await project.WriteAsync(ReleaseLogProject.Failed(), whatIf: true);
        Assert.False(result.Written);
        Assert.Contains("backend never turned healthy", result.Text, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(project.Project.Root));
    }

    [Fact]
    public async Task Every_text_is_redacted_in_the_file_and_in_the_result()
    {
        const string Secret = "pässwörd-1234";
        using var project = new ReleaseLogProject("{{tag}} " + Secret + " {{notes}}");
        var seen = new List<string>();
        var record = ReleaseRecordTexts.Map(
            ReleaseLogProject.Failed() with { Approver = "a", Notes = "n", Evidence = ["e"] },
            text =>
            {
                seen.Add(text);
                return $"{text} {Secret}";
            });
        var result = await project.WriteAsync(record, text => text.Replace(Secret, "***", StringComparison.Ordinal));
        Assert.True(seen.Count > 20);
        Assert.DoesNotContain(Secret, result.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("1234", ReleaseRecordJson.Write(result.Record), StringComparison.Ordinal);
        Assert.DoesNotContain("1234", Encoding.UTF8.GetString(await File.ReadAllBytesAsync(project.Log)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_folder_of_the_log_is_named()
    {
        using var project = new ReleaseLogProject();
        var elsewhere = project.Project with { ReleaseLog = new ReleaseLogSettings { Path = "ops/release.log" } };
        await Assert.ThrowsAsync<LogFolderMissingException>(() => new WriteReleaseLog(elsewhere).RunAsync(
            new WriteReleaseLogOptions { Record = ReleaseLogProject.Success(), Redact = text => text }, CancellationToken.None));
    }

    [Fact]
    public void The_built_in_template_shows_what_every_record_needs()
    {
        var template = ReleaseLogTemplate.BuiltIn();
        Assert.All(ReleaseLogPlaceholders.Essential.Concat(ReleaseLogPlaceholders.Failure), name => Assert.True(template.Uses(name), name));
    }

    [Fact]
    public void Every_placeholder_has_a_value()
    {
        var values = ReleaseRecordValues.Of(ReleaseLogProject.Failed());
        Assert.Equal(ReleaseLogPlaceholders.Values.Keys.Order(), values.Keys.Order());
    }
}
