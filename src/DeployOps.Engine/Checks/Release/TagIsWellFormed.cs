using System.Runtime.CompilerServices;
using DeployOps.Engine.Project;
using DeployOps.Engine.Project.Sections;

namespace DeployOps.Engine.Checks.Release;

/// <summary>The tag is a calendar date or a git commit hash.</summary>
public sealed class TagIsWellFormed : Check
{
    /// <inheritdoc/>
    public override CheckDescriptor Descriptor { get; } = new(
        "REL002", "The tag is a calendar date or a git commit hash", CheckFamily.Release, Severity.P0, "RB6", "seeds/003, 8 and 4.1 of the runbook");

    /// <inheritdoc/>
    public override async IAsyncEnumerable<Finding> RunAsync(CheckContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var tag = await context.FactAsync<DecidedTagFact>(cancellationToken).ConfigureAwait(false);
        var format = context.Project.Tag.Format;
        var answer = ReleaseTag.Parse(tag.Demand(), format);
        if (answer.Problem is not null)
        {
            yield return Fail(context.Project.Tag.Variable, $"the tag ({tag.Source}) {answer.Reason}", Fix(format), tag.File, tag.Line);
        }
    }

    private static string Fix(TagFormat format) => format switch
    {
        TagFormat.Date => "Use the day of the release, such as 2026.01.14; 2026.01.14.2 for a second one that day.",
        TagFormat.Commit => "Use what 'git rev-parse --short HEAD' prints.",
        _ => "Use the day of the release, such as 2026.01.14, or what 'git rev-parse --short HEAD' prints.",
    };
}
