using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;
using Xunit;

namespace DeployOps.Engine.Tests.Releases;

/// <summary>Row RB6: the tag follows YYYY.MM.DD or a git short hash.</summary>
public sealed class ReleaseTagTests
{
    [Theory]
    [InlineData("2026.01.14", ReleaseTagKind.Date, null)]
    [InlineData("2026.01.14.2", ReleaseTagKind.Date, 2)]
    [InlineData("2026.01.14-12", ReleaseTagKind.Date, 12)]
    [InlineData("2028.02.29", ReleaseTagKind.Date, null)]
    [InlineData("a1b2c3d", ReleaseTagKind.Commit, null)]
    [InlineData("1234567", ReleaseTagKind.Commit, null)]
    [InlineData("0123456789abcdef0123456789abcdef01234567", ReleaseTagKind.Commit, null)]
    public void A_date_or_a_commit_is_a_tag(string text, ReleaseTagKind kind, int? ordinal)
    {
        var answer = ReleaseTag.Parse(text);
        Assert.Null(answer.Problem);
        Assert.Equal(kind, answer.Tag!.Kind);
        Assert.Equal(ordinal, answer.Tag.Ordinal);
        Assert.Equal(text, answer.Tag.Text);
    }

    [Theory]
    [InlineData(null, ReleaseTagProblem.Empty)]
    [InlineData("", ReleaseTagProblem.Empty)]
    [InlineData(" ", ReleaseTagProblem.Blank)]
    [InlineData("2026.01.14 ", ReleaseTagProblem.Blank)]
    [InlineData("2026.01.14\n", ReleaseTagProblem.Blank)]
    [InlineData("2026.01.14\u3000", ReleaseTagProblem.Blank)]
    [InlineData("latest", ReleaseTagProblem.Latest)]
    [InlineData("Latest", ReleaseTagProblem.Latest)]
    [InlineData("2026.02.30", ReleaseTagProblem.NotInTheCalendar)]
    [InlineData("2026.13.01", ReleaseTagProblem.NotInTheCalendar)]
    [InlineData("2027.02.29-1", ReleaseTagProblem.NotInTheCalendar)]
    [InlineData("2026.1.4", ReleaseTagProblem.NeitherDateNorCommit)]
    [InlineData("2026-01-14", ReleaseTagProblem.NeitherDateNorCommit)]
    [InlineData("2026.01.14.0", ReleaseTagProblem.NeitherDateNorCommit)]
    [InlineData("2026.01.14.01", ReleaseTagProblem.NeitherDateNorCommit)]
    [InlineData("0026.01.14", ReleaseTagProblem.NeitherDateNorCommit)]
    [InlineData("A1B2C3D", ReleaseTagProblem.UpperCaseHash)]
    [InlineData("a1b2c3", ReleaseTagProblem.NeitherDateNorCommit)]
    [InlineData("g1b2c3d", ReleaseTagProblem.NeitherDateNorCommit)]
    [InlineData("v1.2.3", ReleaseTagProblem.NeitherDateNorCommit)]
    [InlineData(".2026", ReleaseTagProblem.NotADockerTag)]
    [InlineData("${TAG}", ReleaseTagProblem.NotADockerTag)]
    [InlineData("배포", ReleaseTagProblem.NotADockerTag)]
    [InlineData("٢٠٢٦.01.14", ReleaseTagProblem.NotADockerTag)]
    public void Anything_else_is_refused_with_its_reason(string? text, ReleaseTagProblem problem)
    {
        var answer = ReleaseTag.Parse(text);
        Assert.Null(answer.Tag);
        Assert.Equal(problem, answer.Problem);
        Assert.NotEmpty(answer.Reason);
    }

    [Theory]
    [InlineData("a1b2c3d", TagFormat.Date, ReleaseTagProblem.NotADate)]
    [InlineData("2026.01.14", TagFormat.Commit, ReleaseTagProblem.NotACommit)]
    public void The_project_chooses_the_form(string text, TagFormat format, ReleaseTagProblem problem) =>
        Assert.Equal(problem, ReleaseTag.Parse(text, format).Problem);

    [Fact]
    public void A_tag_is_at_most_128_characters() =>
        Assert.Equal(ReleaseTagProblem.NotADockerTag, ReleaseTag.Parse(new string('a', 129)).Problem);
}
