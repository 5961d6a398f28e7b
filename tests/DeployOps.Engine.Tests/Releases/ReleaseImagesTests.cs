using DeployOps.Engine.Compose.DockerCli;
using DeployOps.Engine.Releases.Log;
using DeployOps.Engine.Tests.Compose;
using Xunit;

namespace DeployOps.Engine.Tests.Releases;

/// <summary>Rows RB13 and PA17: a record names the images that went live, so that there is something to go back to.</summary>
public sealed class ReleaseImagesTests
{
    private const string Inspected = """{"Id":"sha256:0123456789abcdef","RepoTags":[],"Size":1}""";

    private const string Compose = """
        services:
          db: { image: "postgres:17.2" }
          backend: { image: "shop/backend:${TAG}", build: . }
          tools: { image: "shop/tools:${TAG}", profiles: [debug] }
          unnamed: { build: . }
          untagged: { image: "shop/other:${OTHER}" }
        """;

    private static readonly ReleaseRecord WithoutImages = ReleaseLogProject.Success("2026.01.21") with { Images = [] };

    [Fact]
    public async Task They_are_those_that_the_compose_files_name_for_the_tag_with_the_ids_of_the_engine()
    {
        using var project = Shop(new StandInProcesses(0, Inspected, ""));

        var result = await project.WriteAsync(WithoutImages);

        Assert.Equal(
            [new ReleaseImage("db", "postgres:17.2", "sha256:0123456789abcdef"), new ReleaseImage("backend", "shop/backend:2026.01.21", "sha256:0123456789abcdef")],
            result.Record.Images);
        Assert.Empty(result.Note);
        Assert.Equal(result.Record.Images, Assert.Single(await project.ReadAsync()).Record.Images);
        Assert.Contains("backend  shop/backend:2026.01.21  sha256:0123456789abcdef", result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_that_the_engine_does_not_have_is_recorded_without_an_id()
    {
        using var project = Shop(new StandInProcesses(1, "", "Error: No such image: postgres:17.2"));

        var result = await project.WriteAsync(WithoutImages);

        Assert.Equal(2, result.Record.Images.Count);
        Assert.All(result.Record.Images, image => Assert.Null(image.Id));
        Assert.Empty(result.Note);
    }

    [Fact]
    public async Task Without_docker_they_are_recorded_without_ids_and_a_note_says_so()
    {
        using var project = Shop(new StandInProcesses(0, "", "") { IsMissing = true });

        var result = await project.WriteAsync(WithoutImages);

        Assert.Equal(["postgres:17.2", "shop/backend:2026.01.21"], result.Record.Images.Select(image => image.Reference));
        Assert.Contains("without their ids", result.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_caller_names_takes_the_place_of_the_compose_files()
    {
        using var project = Shop(new StandInProcesses(0, Inspected, ""));
        var form = new ReleaseLogEntryForm { Tag = "2026.01.21", Result = ReleaseResult.Succeeded, Logs = ["here"], Images = ["web=localhost:5000/web:2026.01.20"] };

        var result = await project.WriteAsync(ReleaseLogEntryForm.Fill(form, TimeProvider.System));

        Assert.Equal([new ReleaseImage("web", "localhost:5000/web:2026.01.20", "sha256:0123456789abcdef")], result.Record.Images);
    }

    [Fact]
    public async Task Compose_files_that_cannot_be_read_keep_no_record_from_being_written()
    {
        using var project = Shop(new StandInProcesses(0, Inspected, ""));
        File.WriteAllText(project.Project.FullPath("compose.yml"), "services: [");

        var result = await project.WriteAsync(WithoutImages);

        Assert.True(result.Written);
        Assert.Empty(result.Record.Images);
        Assert.Contains("--image", result.Note, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ReleaseKind.Release, ReleaseResult.Started)]
    [InlineData(ReleaseKind.Gate, ReleaseResult.Succeeded)]
    public async Task A_start_and_a_gate_by_hand_have_none(ReleaseKind kind, ReleaseResult result)
    {
        using var project = Shop(new StandInProcesses(0, Inspected, ""));

        Assert.Empty((await project.WriteAsync(WithoutImages with { Kind = kind, Result = result })).Record.Images);
    }

    [Fact]
    public async Task What_if_starts_nothing()
    {
        var processes = new StandInProcesses(0, Inspected, "");
        using var project = Shop(processes);

        var result = await project.WriteAsync(WithoutImages, whatIf: true);

        Assert.Equal(2, result.Record.Images.Count);
        Assert.Empty(processes.Requests);
    }

    [Theory]
    [InlineData("backend")]
    [InlineData("=shop/backend:1")]
    [InlineData("backend=")]
    [InlineData("backend=--all")]
    [InlineData("backend=one two")]
    public void What_is_not_service_and_reference_is_refused(string text) =>
        Assert.Throws<ReleaseImageInvalidException>(() =>
            ReleaseLogEntryForm.Fill(new ReleaseLogEntryForm { Tag = "1", Result = ReleaseResult.Succeeded, Images = [text] }, TimeProvider.System));

    private static ReleaseLogProject Shop(StandInProcesses processes) => new(compose: Compose) { Docker = new DockerCommand(processes) };
}
